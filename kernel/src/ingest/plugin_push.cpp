#include "ingest/plugin_push.hpp"

#include <boost/json.hpp>

#include "ingest/push.hpp"
#include "ingest/push_query.hpp"

namespace itops::ingest {
namespace {

constexpr std::size_t kFieldBytesMax = 255;

/// What a plugin sees of a body.
class EndpointFields final : public PushFields {
 public:
  explicit EndpointFields(FieldReader& reader) : reader_(reader) {}

  std::optional<std::string> text(std::string_view name, std::size_t bytes_max) override {
    return reader_.nonEmptyText(name, bytes_max);
  }
  std::optional<double> number(std::string_view name) override { return reader_.number(name); }
  std::optional<std::int64_t> integer(std::string_view name) override {
    return reader_.integer(name);
  }
  std::optional<std::string> word(std::string_view name, std::span<const std::string_view> allowed,
                                  std::string_view fallback, std::string_view code) override {
    const auto found = reader_.word(name, allowed, fallback, code);
    if (!found) return std::nullopt;
    return std::string(*found);
  }
  std::optional<Timestamp> timestamp(std::string_view name) override {
    return reader_.timestamp(name);
  }
  void warn(std::string_view code, std::string_view field, std::string message) override {
    reader_.warn(std::string(code), field, std::move(message));
  }

 private:
  FieldReader& reader_;
};

/// The four segments of a `nodeId` that stands without a service.
std::string nodePathOf(std::string_view node_id, Warnings& warnings) {
  PathInput input;
  input.service = kUnknownSegment;
  input.node_id = node_id;
  return normalizePath(input, warnings).nodePath();
}

/// True when the push is about a group or a namespace instead of a service.
bool readGroupAddress(FieldReader& reader, const PathInput& input, PluginPush& push) {
  const auto group = reader.nonEmptyText("slaGroup", kFieldBytesMax);
  if (input.path || input.service) {
    if (group) {
      reader.warn("field.ignored", "slaGroup",
                  "The push names a service, which it is about; send slaGroup alone to reach the "
                  "members of a group.");
    }
    return false;
  }
  if (group) {
    push.address = {.kind = PushAddress::Kind::kSlaGroup, .sla_group = *group};
    return true;
  }
  auto name_space = reader.nonEmptyText("namespace", kFieldBytesMax);
  if (!name_space) return false;
  push.address = {.kind = PushAddress::Kind::kNamespace, .name_space = *std::move(name_space)};
  if (input.node_id) push.address.node_path = nodePathOf(*input.node_id, push.warnings);
  return true;
}

void readAddress(FieldReader& reader, PluginPush& push) {
  PathInput input;
  input.path = reader.text("path", kPathBytesMax);
  input.service = reader.text("service", kPathBytesMax);
  input.node_id = reader.text("nodeId", kPathBytesMax);
  const bool may_be_group = push.endpoint->route.addresses_groups;
  if (may_be_group && readGroupAddress(reader, input, push)) return;
  push.path = normalizePath(input, push.warnings);
  push.address.path = push.path.text();
  push.name_space = reader.nonEmptyText("namespace", kFieldBytesMax);
}

/// What a client's key is for: the same key may come again for something else.
std::string keyedAddress(const PushAddress& address) {
  switch (address.kind) {
    case PushAddress::Kind::kSlaGroup:
      return "group " + address.sla_group;
    case PushAddress::Kind::kNamespace:
      return "namespace " + address.name_space + " " + address.node_path;
    default:
      return address.path;
  }
}

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text));
}

std::string subjectMembers(const PluginPush& push, const PushResult& result) {
  switch (push.address.kind) {
    case PushAddress::Kind::kSlaGroup:
      return R"("slaGroup":)" + quoted(push.address.sla_group);
    case PushAddress::Kind::kNamespace:
      return R"("namespace":)" + quoted(push.address.name_space);
    default:
      return R"("id":")" + result.service_id.toString() + R"(","path":")" + push.address.path +
             R"(","serviceName":")" + push.path.service +
             (result.created ? R"(","created":true)" : R"(","created":false)");
  }
}

}  // namespace

PluginPush decodePluginPush(const Request& request, std::shared_ptr<const PluginEndpoint> endpoint,
                            const TimeLimits& limits) {
  PluginPush push;
  push.endpoint = std::move(endpoint);
  push.received_at = request.receivedAt();
  push.request_id = request.requestId();
  warnOfRepair(request, push.warnings);
  PushDocument document = PushDocument::parse(request.body(), push.warnings);
  FieldReader reader(document, push.warnings);
  readAddress(reader, push);
  push.observed = readObservedAt(reader, push.received_at, limits);
  if (const auto key = reader.nonEmptyText("idempotencyKey", kFieldBytesMax)) {
    push.key = IdempotencyKey::of(request.principal().name, push.endpoint->route.path,
                                  keyedAddress(push.address), *key, request.body());
  }
  EndpointFields fields(reader);
  push.report = push.endpoint->endpoint->read(fields);
  document.warnUnused(push.warnings);
  push.may_create = mayCreate(request, push.warnings);
  return push;
}

PushAnswer answerFor(const PluginPush& push, const PushResult& result, const Warnings& warnings) {
  if (result.kind == PushResult::Kind::kRepeated) return repeatedAnswer(result);
  std::string body = R"({"success":true,)" + subjectMembers(push, result);
  if (!result.answer_members.empty()) body += "," + result.answer_members;
  body += R"(,"warnings":)" + warningsText(warnings) + "}";
  return {result.created ? 201 : 200, std::move(body)};
}

}  // namespace itops::ingest
