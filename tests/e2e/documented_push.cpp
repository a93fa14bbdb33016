#include "e2e/documented_push.hpp"

#include <sys/stat.h>

namespace itops::test {
namespace {

constexpr const char* kDocumentedUrl = "https://api.yourdomain.com";
constexpr const char* kInClusterUrl = "http://itops-core.itops:8080";

}  // namespace

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

void DocumentedPush::play(const std::string& name, const std::string& script) {
  writeFile(folder_ / name, "#!/bin/sh\n" + script + "\n");
  ::chmod((folder_ / name).c_str(), 0755);
}

std::string DocumentedPush::output(const std::string& lines, const std::string& shell) {
  const std::string url = "http://127.0.0.1:" + std::to_string(core.port());
  writeFile(folder_ / "api-key", core.key() + "\n");
  std::string text = replaced(lines, kDocumentedUrl, url);
  text = replaced(text, kInClusterUrl, url);
  text = replaced(text, "/etc/itops/api-key", (folder_ / "api-key").string());
  text = replaced(text, "\"your-operator-api-key\"", "\"" + core.key() + "\"");
  // curl without -s also prints its progress, to stderr.
  const Finished finished = runProgram({shell, "-c", "exec 2>/dev/null\n" + text},
                                       {{"OPERATOR_API_KEY", core.key()},
                                        {"API_KEY", core.key()},
                                        {"API_URL", url},
                                        {"PATH", folder_.path().string() + ":/usr/bin:/bin"}});
  EXPECT_EQ(finished.exit_code, 0) << finished.output;
  return finished.output;
}

json::object DocumentedPush::run(const std::string& lines, const std::string& shell) {
  const std::string text = output(lines, shell);
  json::error_code error;
  const json::value answer = json::parse(text, error);
  return answer.is_object() ? answer.as_object() : json::object{{"no json", text}};
}

}  // namespace itops::test
