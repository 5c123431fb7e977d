variable "region" {
  description = "Region to deploy to"
  type        = string
  default     = "eu-west-1"
}

variable "name" {
  description = "Name of the service and prefix of what belongs to it"
  type        = string
  default     = "orders"
}

variable "vpc_cidr" {
  description = "Address range of the VPC"
  type        = string
  default     = "10.20.0.0/16"
}

variable "private_subnet_cidrs" {
  description = "Address ranges of the private subnets, one a zone"
  type        = list(string)
  default     = ["10.20.1.0/24", "10.20.2.0/24"]
}

variable "image_tag" {
  description = "Tag of the image to run"
  type        = string
  default     = "1.4.2"
}

variable "container_port" {
  description = "Port that the container listens on"
  type        = number
  default     = 8080
}

variable "desired_count" {
  description = "Number of tasks"
  type        = number
  default     = 2
}
