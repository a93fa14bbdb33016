#include "e2e/api_client.hpp"

#include <stdexcept>

namespace itops::test {

std::string textOf(const json::value& value) {
  return std::string(std::string_view(value.as_string()));
}

std::vector<std::string> texts(const json::array& items, std::string_view member) {
  std::vector<std::string> list;
  for (const json::value& item : items) list.push_back(textOf(item.at(member)));
  return list;
}

std::string Answer::text(std::string_view member) const {
  return textOf(body.at(member));
}

std::vector<std::string> Answer::warnings() const {
  return texts(body.at("warnings").as_array(), "code");
}

Answer ApiClient::call(const std::string& method, const std::string& target,
                       const std::string& body, const HttpClient::Headers& further_headers) const {
  HttpClient::Headers headers{{"X-API-Key", key_}};
  headers.insert(headers.end(), further_headers.begin(), further_headers.end());
  Answer answer;
  answer.raw = HttpClient(port_).request(method, target, headers, body);
  answer.status = answer.raw.status;
  json::error_code error;
  answer.body = json::parse(answer.raw.body, error);
  return answer;
}

json::array ApiClient::all(const std::string& target) const {
  const std::string separator = target.find('?') == std::string::npos ? "?" : "&";
  json::array items;
  std::string cursor;
  do {
    const Answer page = get(cursor.empty() ? target : target + separator + "cursor=" + cursor);
    if (page.status != 200) throw std::runtime_error(target + ": " + page.raw.body);
    for (const json::value& item : page["items"].as_array()) items.push_back(item);
    cursor = page["nextCursor"].is_null() ? "" : page.text("nextCursor");
  } while (!cursor.empty());
  return items;
}

json::object ApiClient::service(const std::string& path) const {
  for (const json::value& item : all("/api/v1/services?path=" + path)) {
    if (item.at("path") == json::value(path)) return item.as_object();
  }
  return {};
}

json::array ApiClient::events(const std::string& path) const {
  const json::object found = service(path);
  if (found.empty()) return {};
  return all("/api/v1/services/" + textOf(found.at("id")) + "/status-events");
}

json::array ApiClient::snapshots(const std::string& path) const {
  const std::string target = "/api/v1/sla/snapshots?limit=500&path=" + path;
  json::array all;
  for (Answer page = get(target); page.status == 200 && !page["items"].as_array().empty();
       page = get(target + "&to=" + textOf(all.back().at("observedAt")))) {
    for (const json::value& item : page["items"].as_array()) all.push_back(item);
  }
  return all;
}

}  // namespace itops::test
