[
%{ for i, c in containers ~}
%{ if i > 0 },%{ endif }{ "name": "${c}", "image": ${jsonencode(image)}, "essential": ${on} }
%{ endfor ~}
]
