#include "plugin/library.hpp"

#include <dlfcn.h>

#include <boost/dll/shared_library.hpp>

#include "plugin/descriptor_check.hpp"
#include "plugin/info_check.hpp"

namespace itops::plugin {

namespace {

constexpr const char* kDescriptorSymbol = "itops_plugin_descriptor";

// RTLD_NODELETE has no name in Boost.DLL, which hands the bits on as they are. With it the
// library stays mapped although the handle is closed right after reading.
const auto kLoadMode = boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local |
                       static_cast<boost::dll::load_mode::type>(RTLD_NODELETE);

DescriptorProblem problemOf(const std::filesystem::path& file, const std::string& plugin_id,
                            const std::string& message) {
  return {file.filename().string(), plugin_id, message};
}

LibraryResult refused(const std::filesystem::path& file, const std::string& message) {
  return {std::nullopt, {problemOf(file, "", message)}};
}

/// What the dynamic linker said last, without the path that it begins with.
std::string linkerMessage(const std::filesystem::path& file) {
  const char* text = ::dlerror();
  std::string message = text == nullptr ? "unknown reason" : text;
  const std::string prefix = file.string() + ": ";
  if (message.starts_with(prefix)) message.erase(0, prefix.size());
  return message;
}

LibraryResult checkedLibrary(const std::filesystem::path& file,
                             const PluginDescriptor& descriptor) {
  if (const auto problem = checkDescriptor(descriptor)) return refused(file, *problem);
  const PluginInfo& info = *descriptor.info;
  LibraryResult result;
  for (const std::string& message : checkInfo(info, file.stem().string())) {
    result.problems.push_back(problemOf(file, info.id == nullptr ? "" : info.id, message));
  }
  if (result.problems.empty()) {
    result.library = Library{file, readManifest(descriptor), descriptor.create};
    result.library->manifest.file = file;
  }
  return result;
}

}  // namespace

LibraryResult loadLibrary(const std::filesystem::path& file) {
  std::error_code error;
  boost::dll::shared_library library(file, error, kLoadMode);
  if (error) {
    return refused(file, "It can't be loaded as a library: " + linkerMessage(file) +
                             "; rebuild it with the SDK and the kernel's build options, or remove "
                             "the file from the plugin folder.");
  }
  if (!library.has(kDescriptorSymbol)) {
    return refused(file, std::string("It has no symbol ") + kDescriptorSymbol +
                             "; export the plugin with ITOPS_PLUGIN, or remove the file from the "
                             "plugin folder.");
  }
  return checkedLibrary(file, library.get<const PluginDescriptor>(kDescriptorSymbol));
}

}  // namespace itops::plugin
