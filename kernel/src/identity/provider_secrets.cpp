#include "identity/provider_secrets.hpp"

#include <fstream>
#include <iterator>

#include "itops/error.hpp"

namespace itops::identity {
namespace {

constexpr std::size_t kBytesMax = 4096;

std::string withoutLineEnd(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

}  // namespace

Secret ProviderSecrets::bindPasswordOf(const Provider& provider) const {
  const auto settings = settingsOf(provider, {});
  std::filesystem::path file = settings.text("bindPasswordFile");
  if (file.empty() && settings.values.contains("bindPasswordSecret.name")) {
    file = folder_ / settings.text("bindPasswordSecret.name") /
           settings.text("bindPasswordSecret.key");
    // The chart may hand the same secret over in the environment instead of a file.
    std::error_code ignored;
    if (!fallback_.empty() && !std::filesystem::exists(file, ignored)) file.clear();
  }
  if (file.empty()) return fallback_;
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  text = withoutLineEnd(std::move(text));
  if (stream && !text.empty() && text.size() <= kBytesMax) return Secret(std::move(text));
  throw Error(
      ErrorKind::kUnavailable, "bind_password_unreadable",
      "The bind password of the provider '" + provider.key + "' can't be read.",
      file.string() + " is missing, empty or longer than " + std::to_string(kBytesMax) + " bytes");
}

}  // namespace itops::identity
