# cloudposse/label/null: names and tags from the parts that are given, each
# before what the context has.

locals {
  enabled   = try(coalesce(var.enabled), var.context.enabled, true)
  delimiter = var.delimiter != null ? var.delimiter : try(coalesce(var.context.delimiter), "-")
  chars     = try(coalesce(var.regex_replace_chars), coalesce(var.context.regex_replace_chars), "/[^-a-zA-Z0-9]/")
  case      = try(coalesce(var.label_value_case), coalesce(var.context.label_value_case), "lower")
  key_case  = try(coalesce(var.label_key_case), coalesce(var.context.label_key_case), "title")
  limit     = try(coalesce(var.id_length_limit), coalesce(var.context.id_length_limit), 0)
  order     = try(coalescelist(var.label_order), coalescelist(var.context.label_order), ["namespace", "environment", "stage", "name", "attributes"])

  given = {
    namespace   = var.namespace == null ? try(var.context.namespace, null) : var.namespace
    tenant      = var.tenant == null ? try(var.context.tenant, null) : var.tenant
    environment = var.environment == null ? try(var.context.environment, null) : var.environment
    stage       = var.stage == null ? try(var.context.stage, null) : var.stage
    name        = var.name == null ? try(var.context.name, null) : var.name
  }

  cleaned            = { for part, text in local.given : part => text == null ? "" : replace(text, local.chars, "") }
  given_attributes   = compact(distinct(concat(try(coalesce(var.context.attributes), []), coalesce(var.attributes, []))))
  cleaned_attributes = compact(distinct([for a in local.given_attributes : replace(a, local.chars, "")]))

  parts = {
    for part, text in local.cleaned : part => (
      local.case == "none" ? text : local.case == "title" ? title(lower(text)) : local.case == "upper" ? upper(text) : lower(text)
    )
  }

  attributes = compact(distinct([
    for a in local.cleaned_attributes : (
      local.case == "none" ? a : local.case == "title" ? title(lower(a)) : local.case == "upper" ? upper(a) : lower(a)
    )
  ]))

  words   = merge(local.parts, { attributes = join(local.delimiter, local.attributes) })
  id_full = join(local.delimiter, [for part in local.order : local.words[part] if length(local.words[part]) > 0])

  # An id above the limit is cut and ends in five characters of its hash.
  room = local.limit - 5 - length(local.delimiter)
  cut  = local.room <= 0 ? "" : "${trimsuffix(substr(local.id_full, 0, local.room), local.delimiter)}${local.delimiter}"
  hash = local.case == "title" ? title("${md5(local.id_full)}qrstuvwxyz") : local.case == "upper" ? upper("${md5(local.id_full)}qrstuvwxyz") : "${md5(local.id_full)}qrstuvwxyz"
  id   = local.limit != 0 && try(length(local.id_full) > local.limit, false) ? substr("${local.cut}${replace(local.hash, local.chars, "")}", 0, local.limit) : local.id_full

  given_as_tags = try(contains(var.context.labels_as_tags, "unset"), true) ? var.labels_as_tags : var.context.labels_as_tags
  tag_values    = merge(local.words, { name = local.id })
  as_tags       = contains(local.given_as_tags, "default") ? keys(local.tag_values) : local.given_as_tags

  generated = {
    for part, text in local.tag_values : (local.key_case == "upper" ? upper(part) : local.key_case == "lower" ? part : title(part)) => text
    if contains(local.as_tags, part) && length(text) > 0
  }

  given_tags = merge(try(var.context.tags, {}), var.tags)
  tags       = merge(local.generated, local.given_tags)
  extra_tags = merge(try(var.context.additional_tag_map, {}), var.additional_tag_map)

  shared = {
    enabled            = local.enabled
    additional_tag_map = local.extra_tags
    descriptor_formats = merge(try(var.context.descriptor_formats, {}), var.descriptor_formats)
  }
}

output "id" {
  value = local.enabled ? local.id : ""
}

output "id_full" {
  value = local.enabled ? local.id_full : ""
}

output "enabled" {
  value = local.enabled
}

output "namespace" {
  value = local.enabled ? local.parts.namespace : ""
}

output "tenant" {
  value = local.enabled ? local.parts.tenant : ""
}

output "environment" {
  value = local.enabled ? local.parts.environment : ""
}

output "stage" {
  value = local.enabled ? local.parts.stage : ""
}

output "name" {
  value = local.enabled ? local.parts.name : ""
}

output "delimiter" {
  value = local.enabled ? local.delimiter : ""
}

output "attributes" {
  value = local.enabled ? local.attributes : []
}

output "tags" {
  value = { for k, v in local.tags : k => v if local.enabled }
}

output "additional_tag_map" {
  value = local.extra_tags
}

output "label_order" {
  value = local.order
}

output "regex_replace_chars" {
  value = local.chars
}

output "id_length_limit" {
  value = local.limit
}

output "tags_as_list_of_maps" {
  value = [for k, v in local.tags : merge({ key = k, value = v }, local.extra_tags)]
}


output "normalized_context" {
  value = merge(local.shared, local.parts, {
    delimiter           = local.delimiter
    attributes          = local.attributes
    tags                = local.tags
    label_order         = local.order
    regex_replace_chars = local.chars
    id_length_limit     = local.limit
    label_key_case      = local.key_case
    label_value_case    = local.case
    labels_as_tags      = local.as_tags
  })
}

# What was given, for the next label to add to.
output "context" {
  value = merge(local.shared, local.given, {
    delimiter           = var.delimiter == null ? try(var.context.delimiter, null) : var.delimiter
    attributes          = local.given_attributes
    tags                = local.given_tags
    label_order         = var.label_order == null ? try(var.context.label_order, []) : var.label_order
    regex_replace_chars = var.regex_replace_chars == null ? try(var.context.regex_replace_chars, null) : var.regex_replace_chars
    id_length_limit     = var.id_length_limit == null ? try(var.context.id_length_limit, null) : var.id_length_limit
    label_key_case      = var.label_key_case == null ? try(var.context.label_key_case, null) : var.label_key_case
    label_value_case    = var.label_value_case == null ? try(var.context.label_value_case, null) : var.label_value_case
    labels_as_tags      = local.given_as_tags
  })
}
