#include "plugin/plugin_json.hpp"

#include <boost/json.hpp>

namespace itops::plugin {

namespace {

namespace json = boost::json;

const char* typeName(ConfigType type) {
  switch (type) {
    case ConfigType::kBool:
      return "bool";
    case ConfigType::kInteger:
      return "integer";
    case ConfigType::kNumber:
      return "number";
    case ConfigType::kDuration:
      return "duration";
    case ConfigType::kText:
      return "text";
    case ConfigType::kSecret:
      break;
  }
  return "secret";
}

json::array toJson(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

json::array toJson(const std::vector<ConfigField>& fields) {
  json::array list;
  for (const ConfigField& field : fields) {
    list.push_back({{"key", field.key},
                    {"type", typeName(field.type)},
                    {"default", field.default_value},
                    {"help", field.help}});
  }
  return list;
}

json::value nullable(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value toJson(const std::optional<CallNote>& note, const char* seconds_name) {
  if (!note) return nullptr;
  json::object object{{"call", note->what}, {seconds_name, note->seconds}};
  if (!note->message.empty()) object["message"] = note->message;
  return object;
}

json::object toJson(const PluginStatus& status) {
  const PluginManifest& manifest = status.manifest;
  json::object item;
  item["id"] = manifest.id;
  item["name"] = manifest.name;
  item["version"] = manifest.version;
  item["description"] = manifest.description;
  item["state"] = pluginStateName(status.state);
  item["error"] = nullable(status.error);
  item["enabled"] = status.state != PluginState::kDisabled;
  item["enabledBy"] = status.enabled_by;
  item["switchedBy"] = nullable(status.switched_by);
  item["switchedAt"] =
      status.switched_at ? json::value(formatTimestamp(*status.switched_at)) : json::value(nullptr);
  item["needs"] = toJson(manifest.needs);
  item["uses"] = toJson(manifest.uses);
  item["offers"] = toJson(manifest.offers);
  item["pathPrefixes"] = toJson(manifest.path_prefixes);
  item["permissions"] = toJson(manifest.permissions);
  item["sdkVersion"] =
      std::to_string(manifest.sdk_version_major) + "." + std::to_string(manifest.sdk_version_minor);
  item["file"] = status.file;
  item["calls"] = status.calls;
  item["failures"] = status.failures;
  item["callsInside"] = status.calls_inside;
  item["longestCall"] = toJson(status.longest_call, "seconds");
  item["lastFailure"] = toJson(status.last_failure, "secondsAgo");
  item["threads"] = status.threads;
  item["health"] = {{"ready", status.health.ready}, {"detail", nullable(status.health.detail)}};
  item["config"] = toJson(manifest.config);
  return item;
}

}  // namespace

std::string pluginsToJson(const std::vector<PluginStatus>& statuses) {
  json::array items;
  for (const PluginStatus& status : statuses) items.push_back(toJson(status));
  return json::serialize(json::object{{"items", std::move(items)}});
}

std::string pluginToJson(const PluginStatus& status) {
  return json::serialize(toJson(status));
}

std::string pluginsSchema() {
  return R"({"type": "object", "required": ["items"],
  "properties": {"items": {"type": "array", "items": )" +
         pluginSchema() + "}}}";
}

// Long: one document.
std::string pluginSchema() {
  return R"({
    "type": "object",
    "required": ["id", "name", "version", "description", "state", "error", "enabled", "enabledBy",
                 "switchedBy", "switchedAt", "needs", "uses", "offers", "pathPrefixes",
                 "permissions", "sdkVersion", "file", "calls", "failures", "callsInside",
                 "longestCall", "lastFailure", "threads", "health", "config"],
    "properties": {
      "id": {"type": "string"}, "name": {"type": "string"}, "version": {"type": "string"},
      "description": {"type": "string"},
      "state": {"type": "string", "enum": ["running", "disabled", "failed", "stopped"]},
      "error": {"type": ["string", "null"], "description": "Why the start failed."},
      "enabled": {"type": "boolean"},
      "enabledBy": {"type": "string", "enum": ["default", "file", "environment", "switch"],
                    "description": "Who said on or off; `switch`: somebody while core ran."},
      "switchedBy": {"type": ["string", "null"]},
      "switchedAt": {"type": ["string", "null"], "format": "date-time"},
      "needs": {"type": "array", "items": {"type": "string"}},
      "uses": {"type": "array", "items": {"type": "string"}},
      "offers": {"type": "array", "items": {"type": "string"}},
      "pathPrefixes": {"type": "array", "items": {"type": "string"}},
      "permissions": {"type": "array", "items": {"type": "string"}},
      "sdkVersion": {"type": "string", "description": "What the plugin was built with."},
      "file": {"type": "string"},
      "calls": {"type": "integer", "minimum": 0},
      "failures": {"type": "integer", "minimum": 0},
      "callsInside": {"type": "integer", "minimum": 0},
      "longestCall": {"type": ["object", "null"], "required": ["call", "seconds"], "properties": {
        "call": {"type": "string"}, "seconds": {"type": "integer", "minimum": 0}}},
      "lastFailure": {"type": ["object", "null"], "required": ["call", "secondsAgo", "message"],
        "properties": {"call": {"type": "string"}, "message": {"type": "string"},
                       "secondsAgo": {"type": "integer", "minimum": 0}}},
      "threads": {"type": "integer", "minimum": 0,
                  "description": "Threads that it started, which plugins must not."},
      "health": {"type": "object", "required": ["ready", "detail"], "properties": {
        "ready": {"type": "boolean"}, "detail": {"type": ["string", "null"]}}},
      "config": {"type": "array", "items": {
        "type": "object", "required": ["key", "type", "default", "help"], "properties": {
          "key": {"type": "string"},
          "type": {"type": "string",
                   "enum": ["bool", "integer", "number", "duration", "text", "secret"]},
          "default": {"type": "string"}, "help": {"type": "string"}}}}
    }
})";
}

}  // namespace itops::plugin
