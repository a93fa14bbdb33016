{{/* Names are the documented ones, whatever the release is called: http://itops-core.itops:8080, Secret itops-secrets. */}}

{{- define "itops.selector" -}}
app.kubernetes.io/name: itops
app.kubernetes.io/component: {{ . }}
{{- end }}

{{/* (dict "root" $ "component" "core") */}}
{{- define "itops.labels" -}}
{{ include "itops.selector" .component }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* (dict "image" .Values.image "tag" "used when the image names none") */}}
{{- define "itops.image" -}}
{{- with .image.registry }}{{ . }}/{{ end -}}
{{- .image.repository -}}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ .image.tag | default .tag }}{{ end -}}
{{- end }}

{{- define "itops.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary "itops-core" "default" .Values.serviceAccount.create) -}}
{{- end }}

{{/* A value of a map of variables as text. Helm reads numbers as floats, which print as 1e+06. */}}
{{- define "itops.text" -}}
{{- if kindIs "string" . }}{{ . }}{{ else }}{{ toJson . }}{{ end -}}
{{- end }}

{{- define "itops.port" -}}
{{- include "itops.text" (.Values.env.ITOPS_SERVER_PORT | default "8080") -}}
{{- end }}

{{/* The variables of secretEnv that count, as YAML: those with text that secretRefs doesn't give. */}}
{{- define "itops.secretEnv" -}}
{{- $kept := dict }}
{{- range $name, $value := .Values.secretEnv }}
{{- if and $value (not (index $.Values.secretRefs $name)) }}{{ $_ := set $kept $name $value }}{{ end }}
{{- end }}
{{- toYaml $kept }}
{{- end }}

{{/* The secret NAME is given by name, in secretEnv, secretRefs or as a file: "true" or nothing. (list $ "NAME") */}}
{{- define "itops.hasSecret" -}}
{{- $values := (index . 0).Values }}{{ $name := index . 1 }}
{{- if or (index $values.secretEnv $name) (index $values.secretRefs $name) (index $values.env (print $name "_FILE")) -}}
true
{{- end }}
{{- end }}

{{/* "true" where a whole Secret is given that this chart can't look into. */}}
{{- define "itops.hasBulkSecret" -}}
{{- if or .Values.existingSecret .Values.extraEnvFrom -}}true{{- end }}
{{- end }}

{{/* Directories of auth.ldap that are on, as a YAML list. */}}
{{- define "itops.directories" -}}
{{- $all := .Values.auth.ldap | default list }}
{{- if kindIs "map" $all }}{{ $all = list $all }}{{ end }}
{{- $on := list }}
{{- range $all }}
{{- if and . (ne (toString .enabled) "false") }}{{ $on = append $on . }}{{ end }}
{{- end }}
{{- toYaml $on }}
{{- end }}
