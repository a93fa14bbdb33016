#include "status_file.hpp"

#include <algorithm>
#include <set>

#include "iso_time.hpp"
#include "itops/error.hpp"
#include "report_reader.hpp"

namespace itops::gitops {
namespace {

namespace json = boost::json;

constexpr std::size_t kErrorsMax = 20;

[[noreturn]] void refuse(const std::string& why, std::vector<FieldError> errors = {}) {
  throw Error(ErrorKind::kInvalid, "status_file_invalid", why, {}, std::move(errors));
}

void refuseIfWrong(std::vector<FieldError> errors) {
  if (errors.empty()) return;
  const std::size_t count = errors.size();
  errors.resize(std::min(count, kErrorsMax));
  std::string why = std::to_string(count) + (count == 1 ? " thing is" : " things are") + " wrong:";
  for (const FieldError& error : errors) why += " " + error.field + ": " + error.message;
  refuse(why, std::move(errors));
}

void setTime(Server& server, Timestamp now) {
  const auto told = parseIsoTime(server.updated_at);
  server.reported_at = told ? std::min(*told, now) : now;
  if (server.updated_at.empty()) {
    server.updated_at = formatTimestamp(std::chrono::floor<std::chrono::seconds>(now));
  }
}

std::vector<Server> serversOf(const json::object& entries, Timestamp now) {
  std::vector<Server> servers;
  std::vector<FieldError> errors;
  std::set<ServerKey> seen;
  for (const auto& member : entries) {
    const std::string name = "servers[\"" + std::string(member.key()) + "\"]";
    const auto* entry = member.value().if_object();
    if (entry == nullptr) {
      errors.push_back({name, "Expected an object."});
      continue;
    }
    Server server = readStoredServer(*entry, name + ".", errors);
    if (!seen.insert(server.key).second) {
      errors.push_back({name, "This server_group and host stand there twice."});
    }
    setTime(server, now);
    servers.push_back(std::move(server));
  }
  refuseIfWrong(std::move(errors));
  return servers;
}

Server legacyServerOf(const json::object& document, Timestamp now) {
  std::vector<FieldError> errors;
  Server server = readStoredLegacyServer(document, errors);
  refuseIfWrong(std::move(errors));
  setTime(server, now);
  return server;
}

json::object documentOf(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == text.npos) refuse("The file is empty.");
  try {
    return objectOf(text);
  } catch (const Error& error) {
    refuse("The file is not complete or not JSON. " + std::string(error.what()));
  }
}

}  // namespace

StatusFile parseStatusFile(std::string_view text, Timestamp now) {
  const json::object document = documentOf(text);
  if (const auto* servers = document.if_contains("servers")) {
    if (!servers->is_object()) refuse("\"servers\" is not an object.");
    return {"2.0", serversOf(servers->get_object(), now)};
  }
  if (document.contains("repo") || document.contains("server")) {
    return {"1", {legacyServerOf(document, now)}};
  }
  refuse(
      "The file has neither \"servers\", as version 2 has, nor \"repo\" and \"server\", as "
      "version 1 has.");
}

}  // namespace itops::gitops
