#include "e2e/core_process.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "e2e/eventually.hpp"
#include "support/product.hpp"

namespace itops::test {
namespace {

constexpr std::chrono::seconds kServerEndLimit{20};
constexpr std::size_t kOutputShownMax = 6'000;

std::vector<std::string> linesOf(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// The number behind `port=` in the line that tells that core is ready; 0 before it is there.
int portIn(const std::string& output) {
  const auto ready = output.find("core: Ready.");
  if (ready == std::string::npos || output.find('\n', ready) == std::string::npos) return 0;
  const std::string name = " port=";
  return std::stoi(output.substr(output.find(name, ready) + name.size(), 5));
}

bool isAlive(pid_t pid) {
  return pid > 0 && ::kill(pid, 0) == 0;
}

}  // namespace

std::string itopsProgram() {
  return stageFolder() / "bin/itops";
}

Environment externalDatabase(const DatabaseOptions& options) {
  Environment environment{{"ITOPS_DATABASE_HOST", options.host},
                          {"ITOPS_DATABASE_PORT", std::to_string(options.port)},
                          {"ITOPS_DATABASE_NAME", options.name},
                          {"ITOPS_DATABASE_USER", options.user}};
  if (!options.password.empty()) {
    environment["ITOPS_DATABASE_PASSWORD"] = options.password.reveal();
  }
  return environment;
}

CoreProcess::CoreProcess(Environment environment) : environment_(std::move(environment)) {
  environment_.try_emplace("ITOPS_SERVER_PORT", "0");
  environment_.try_emplace("ITOPS_SERVER_HOST", "127.0.0.1");
  environment_.try_emplace("ITOPS_LOGGING_FORMAT", "text");
  environment_.try_emplace("ITOPS_DATA_DIR", dataFolder().string());
}

CoreProcess::~CoreProcess() {
  if (!program_) return;
  const auto ended = waitForExit(std::chrono::seconds(0));
  terminate();
  if (testing::UnitTest::GetInstance()->Failed()) {
    const std::string text = output();
    std::cerr << (ended ? "core had ended with " + std::to_string(*ended) : "core still ran")
              << "; the end of its output:\n"
              << text.substr(text.size() - std::min(text.size(), kOutputShownMax)) << std::endl;
  }
}

void CoreProcess::start(std::chrono::seconds limit) {
  launch();
  if (!waitReady(limit)) throw std::runtime_error("core did not get ready:\n" + output());
}

void CoreProcess::launch() {
  program_.emplace(std::vector<std::string>{itopsProgram()}, environment_, folder_ / "output");
}

bool CoreProcess::waitReady(std::chrono::seconds limit) {
  port_ = 0;
  eventually(
      [this] {
        port_ = static_cast<std::uint16_t>(portIn(output()));
        return port_ != 0 || waitForExit(std::chrono::seconds(0));
      },
      limit);
  return port_ != 0;
}

int CoreProcess::terminate(std::chrono::seconds limit) {
  const pid_t server = embeddedServer();
  signal(SIGTERM);
  auto exit_code = waitForExit(limit);
  if (!exit_code) {
    signal(SIGKILL);
    exit_code = waitForExit(limit);
  }
  waitForServerToEnd(server);
  return exit_code.value_or(-1);
}

void CoreProcess::kill9() {
  signal(SIGKILL);
  waitForExit(std::chrono::seconds(10));
}

void CoreProcess::waitForServerToEnd(pid_t server) {
  if (eventually([server] { return !isAlive(server); }, kServerEndLimit)) return;
  ::kill(server, SIGKILL);
}

std::string CoreProcess::key() const {
  const auto given = environment_.find("ITOPS_SECURITY_OPERATOR_API_KEY");
  if (given != environment_.end()) return given->second;
  return linesOf(dataFolder() / "secrets" / "security.operator_api_key").at(0);
}

DatabaseOptions CoreProcess::embeddedDatabase() const {
  const auto lines = linesOf(dataFolder() / "postgres" / "cluster" / "postmaster.pid");
  DatabaseOptions options;
  options.port = static_cast<std::uint16_t>(std::stoi(lines.at(3)));
  options.host = lines.at(4);
  options.name = "postgres";
  options.pool_size = 2;
  return options;
}

pid_t CoreProcess::embeddedServer() const {
  const auto lines = linesOf(dataFolder() / "postgres" / "cluster" / "postmaster.pid");
  return lines.empty() ? 0 : std::stoi(lines.front());
}

}  // namespace itops::test
