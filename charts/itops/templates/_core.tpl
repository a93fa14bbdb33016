{{/* What core is told: variables, files and the pod around them. The Deployment and the migration Job share it. */}}

{{/* Plain variables as YAML; .Values.env wins over what other values mean. */}}
{{- define "itops.plainEnv" -}}
{{- $plain := dict "ITOPS_AUTH_FILE" "/etc/itops/config/auth.yaml" "ITOPS_DATA_DIR" "/tmp/itops" }}
{{- if .Values.postgresql.enabled }}{{ $_ := set $plain "ITOPS_DATABASE_HOST" "itops-database" }}{{ end }}
{{- range $id, $plugin := .Values.plugins }}
{{- if not (kindIs "invalid" $plugin.enabled) }}
{{- $_ := set $plain (printf "ITOPS_PLUGINS_%s_ENABLED" (upper $id)) (toString $plugin.enabled) }}
{{- end }}
{{- end }}
{{- with include "itops.uiOrigins" . }}{{ $_ := set $plain "ITOPS_SERVER_CORS_ORIGINS" . }}{{ end }}
{{- range $name, $value := .Values.env }}
{{- if not (kindIs "invalid" $value) }}{{ $_ := set $plain $name (include "itops.text" $value) }}{{ end }}
{{- end }}
{{- range $name, $value := merge (dict) .Values.secretRefs (include "itops.secretEnv" . | fromYaml) }}
{{- if $value }}{{ $_ := unset $plain $name }}{{ end }}
{{- end }}
{{- toYaml $plain }}
{{- end }}

{{/* The admin UI's pages call the API from another origin. */}}
{{- define "itops.uiOrigins" -}}
{{- $scheme := ternary "https" "http" (or (not (empty .Values.uiIngress.tls)) (hasPrefix "https:" .Values.ui.apiUrl)) }}
{{- $origins := list }}
{{- range .Values.uiIngress.hosts }}{{ $origins = append $origins (printf "%s://%s" $scheme .host) }}{{ end }}
{{- join "," $origins }}
{{- end }}

{{- define "itops.env" -}}
{{- range $name, $value := include "itops.plainEnv" . | fromYaml }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name, $_ := include "itops.secretEnv" . | fromYaml }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef: {name: itops-secrets, key: {{ $name }}}
{{- end }}
{{- range $name, $reference := .Values.secretRefs }}
{{- with $reference }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef: {name: {{ .name }}, key: {{ .key }}}
{{- end }}
{{- end }}
{{- end }}

{{/* Kubernetes lets the later source win, and env over all of them. */}}
{{- define "itops.envFrom" -}}
{{- $from := .Values.extraEnvFrom }}
{{- with .Values.existingSecret }}{{ $from = append $from (dict "secretRef" (dict "name" .)) }}{{ end }}
{{- if $from }}{{ toYaml $from }}{{ end }}
{{- end }}

{{/* core.yaml: the value config, and under it what each plugin is given. */}}
{{- define "itops.coreFile" -}}
{{- $file := deepCopy .Values.config }}
{{- $plugins := $file.plugins | default dict }}
{{- range $id, $plugin := .Values.plugins }}
{{- $own := deepCopy ($plugin.config | default dict) }}
{{- if and (eq $id "admin_ui") $plugin.enabled }}
{{- with $.Values.ui.apiUrl }}{{ $_ := set $own "api_url" . }}{{ end }}
{{- with $.Values.ui.wsHost }}{{ $_ := set $own "ws_host" . }}{{ end }}
{{- end }}
{{- if $own }}{{ $_ := set $plugins $id (mergeOverwrite (index $plugins $id | default dict) $own) }}{{ end }}
{{- end }}
{{- if $plugins }}{{ $_ := set $file "plugins" $plugins }}{{ end }}
{{- toYaml $file }}
{{- end }}

{{- define "itops.authFile" -}}
{{- $auth := dict "local" .Values.auth.local }}
{{- with .Values.auth.ldap }}{{ $_ := set $auth "ldap" . }}{{ end }}
{{- if .Values.auth.prune }}{{ $_ := set $auth "prune" true }}{{ end }}
{{- toYaml (dict "auth" $auth) }}
{{- end }}

{{/* Bind passwords as <name>/<key>, each once. Optional: a directory without its password must not keep core away. */}}
{{- define "itops.directorySecrets" -}}
{{- $seen := dict }}
{{- range include "itops.directories" . | fromYamlArray }}
{{- with .bindPasswordSecret }}
{{- $path := printf "%s/%s" .name .key }}
{{- if not (hasKey $seen $path) }}
{{- $_ := set $seen $path true }}
- secret:
    name: {{ .name }}
    optional: true
    items: [{key: {{ .key }}, path: {{ $path }}}]
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "itops.container" -}}
image: {{ include "itops.image" (dict "image" .Values.image "tag" .Chart.AppVersion) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env: {{- include "itops.env" . | trim | nindent 2 }}
{{- with include "itops.envFrom" . }}
envFrom: {{- . | nindent 2 }}
{{- end }}
securityContext: {{- toYaml .Values.securityContext | nindent 2 }}
resources: {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  - {name: config, mountPath: /etc/itops/config, readOnly: true}
  {{- if include "itops.directorySecrets" . }}
  - {name: secrets, mountPath: /etc/itops/secrets, readOnly: true}
  {{- end }}
  - {name: log, mountPath: /var/log/itops}
  - {name: tmp, mountPath: /tmp}
  {{- with .Values.extraVolumeMounts }}{{ toYaml . | nindent 2 }}{{ end }}
{{- end }}

{{/* Service links would give core ITOPS_DATABASE_PORT=tcp://... out of the Service itops-database. */}}
{{- define "itops.pod" -}}
serviceAccountName: {{ include "itops.serviceAccount" . }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: config
    configMap: {name: itops-config}
  {{- with include "itops.directorySecrets" . }}
  - name: secrets
    projected:
      defaultMode: 0440
      sources: {{- . | trim | nindent 8 }}
  {{- end }}
  - name: log
    emptyDir: {sizeLimit: {{ .Values.writable.logSizeLimit }}}
  - name: tmp
    emptyDir: {sizeLimit: {{ .Values.writable.tmpSizeLimit }}}
  {{- with .Values.extraVolumes }}{{ toYaml . | nindent 2 }}{{ end }}
{{- end }}
