[
  {
    "name": "${name}",
    "image": "${image}",
    "environment": [
%{ for i, k in keys(env) ~}
      {"name": "${k}", "value": "${env[k]}"}%{ if i < length(env) - 1 },%{ endif }
%{ endfor ~}
    ],
    "portMappings": ${jsonencode([for p in ports : { containerPort = p }])}
  }
]
