{{/* What a schema can't say. Each message names the values and what to do. */}}
{{- define "itops.check" -}}
{{- include "itops.checkSecrets" . }}
{{- include "itops.checkDatabase" . }}
{{- end }}

{{- define "itops.checkSecrets" -}}
{{- $missing := list }}
{{- range $name := list "ITOPS_JWT_SECRET" "ITOPS_SECURITY_OPERATOR_API_KEY" "ITOPS_DATABASE_PASSWORD" }}
{{- $byUrl := and (eq $name "ITOPS_DATABASE_PASSWORD") (include "itops.hasSecret" (list $ "ITOPS_DATABASE_URL")) }}
{{- if not (or $byUrl (include "itops.hasSecret" (list $ $name))) }}{{ $missing = append $missing $name }}{{ end }}
{{- end }}
{{- if and $missing (not (include "itops.hasBulkSecret" .)) }}
{{- fail (printf "\n\nITOps needs these secrets: %s.\nGive each one in secretEnv or secretRefs, or name a Secret that holds them in existingSecret or extraEnvFrom.\nFor a trial, once (the password stays with the database):\n\n  helm upgrade --install %s CHART -n %s --create-namespace \\\n    --set secretEnv.ITOPS_JWT_SECRET=$(openssl rand -hex 32) \\\n    --set secretEnv.ITOPS_SECURITY_OPERATOR_API_KEY=$(openssl rand -hex 24) \\\n    --set secretEnv.ITOPS_DATABASE_PASSWORD=$(openssl rand -hex 24)\n" (join ", " $missing) .Release.Name .Release.Namespace) }}
{{- end }}
{{- if and (eq .Values.existingSecret "itops-secrets") (ne (include "itops.secretEnv" .) "{}") }}
{{- fail "\n\nexistingSecret is itops-secrets, which this chart makes of secretEnv: empty secretEnv, or call your Secret otherwise.\n" }}
{{- end }}
{{- end }}

{{- define "itops.checkDatabase" -}}
{{- $url := include "itops.hasSecret" (list . "ITOPS_DATABASE_URL") }}
{{- if .Values.postgresql.enabled }}
{{- if or .Values.env.ITOPS_DATABASE_HOST $url }}
{{- fail "\n\nA database of your own is named while the bundled one is on: set postgresql.enabled to false, or take ITOPS_DATABASE_HOST and ITOPS_DATABASE_URL out.\n" }}
{{- end }}
{{- else if not (or .Values.env.ITOPS_DATABASE_HOST $url (include "itops.hasBulkSecret" .)) }}
{{- fail "\n\npostgresql.enabled is false and no database is named: set env.ITOPS_DATABASE_HOST, or ITOPS_DATABASE_URL in secretEnv or secretRefs.\n" }}
{{- end }}
{{- end }}
