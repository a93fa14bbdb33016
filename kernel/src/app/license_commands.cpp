#include "app/license_commands.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

#include "itops/error.hpp"
#include "license/license_token.hpp"
#include "time/system_clock.hpp"

namespace itops::app {
namespace {

using Options = std::map<std::string, std::string>;

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorKind::kInvalid, "usage",
              why +
                  " Usage: itops license keygen | sign --key FILE --licensee NAME [--plugins "
                  "A,B] [--expires TIME] | verify --public-key KEY [--license TOKEN]");
}

Options optionsIn(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 1; i < arguments.size(); i += 2) {
    if (!arguments[i].starts_with("--") || i + 1 == arguments.size()) {
      refuse("'" + arguments[i] + "': expected an option and its value.");
    }
    options[arguments[i].substr(2)] = arguments[i + 1];
  }
  return options;
}

std::string required(const Options& options, const std::string& name) {
  const auto found = options.find(name);
  if (found == options.end() || found->second.empty()) refuse("--" + name + " is missing.");
  return found->second;
}

std::vector<std::string> splitList(const std::string& text) {
  std::vector<std::string> items;
  for (std::size_t from = 0; from <= text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    if (comma > from) items.push_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return items;
}

int keygen() {
  const auto keys = license::makeKeys();
  std::cout << "public key: " << keys.public_key << "\n"
            << "secret key: " << keys.secret_key.reveal() << "\n";
  return EXIT_SUCCESS;
}

int sign(const Options& options) {
  std::ifstream file(required(options, "key"));
  std::string key;
  if (!std::getline(file, key)) refuse("The file of --key can't be read.");
  license::License license{required(options, "licensee"), {"*"}, SystemClock().now()};
  if (options.contains("plugins")) license.plugins = splitList(options.at("plugins"));
  if (options.contains("expires")) {
    license.expires_at = parseTimestamp(options.at("expires"));
    if (!license.expires_at) refuse("--expires: expected a time such as 2027-01-01T00:00:00Z.");
  }
  std::cout << license::sign(license, Secret(key)) << "\n";
  return EXIT_SUCCESS;
}

int verify(const Options& options) {
  std::string token = options.contains("license") ? options.at("license") : std::string();
  if (token.empty()) std::getline(std::cin, token);
  const auto verdict = license::verify(token, required(options, "public-key"), SystemClock().now());
  std::cout << license::standingName(verdict.standing) << "\n";
  if (verdict.license) {
    std::cout << "licensee: " << verdict.license->licensee << "\nplugins:";
    for (const auto& plugin : verdict.license->plugins) std::cout << " " << plugin;
    if (verdict.license->expires_at) {
      std::cout << "\nexpires: " << formatTimestamp(*verdict.license->expires_at);
    }
    std::cout << "\n";
  }
  return verdict.standing == license::Standing::kValid ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int runLicense(const std::vector<std::string>& arguments) {
  const std::string verb = arguments.empty() ? std::string() : arguments.front();
  if (verb == "keygen" && arguments.size() == 1) return keygen();
  if (verb == "sign") return sign(optionsIn(arguments));
  if (verb == "verify") return verify(optionsIn(arguments));
  refuse("'" + verb + "': expected keygen, sign or verify.");
}

}  // namespace itops::app
