#include "subject.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace itops::validator {
namespace {

constexpr std::array kServed{
    Logger::kInterfaceId,   Clock::kInterfaceId,        Config::kInterfaceId,
    Router::kInterfaceId,   Scheduler::kInterfaceId,    EventBus::kInterfaceId,
    Metrics::kInterfaceId,  HttpClient::kInterfaceId,   Audit::kInterfaceId,
    Registry::kInterfaceId, Observations::kInterfaceId, Templates::kInterfaceId,
    Database::kInterfaceId, Platform::kInterfaceId,     Pushes::kInterfaceId};

}  // namespace

const PluginDescriptor& descriptorOf(const Subject& subject) {
  void* const library = dlopen(subject.file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) {
    std::string message = dlerror();
    const std::string prefix = subject.file.string() + ": ";
    if (message.starts_with(prefix)) message.erase(0, prefix.size());
    throw std::runtime_error(message);
  }
  const void* const symbol = dlsym(library, "itops_plugin_descriptor");
  if (symbol == nullptr) throw std::runtime_error("it has no symbol itops_plugin_descriptor");
  return *static_cast<const PluginDescriptor*>(symbol);
}

bool lists(const char* const* list, std::string_view entry) {
  for (; list != nullptr && *list != nullptr; ++list) {
    if (*list == entry) return true;
  }
  return false;
}

std::string foreignNeed(const PluginInfo& info) {
  for (const char* const* need = info.needs; need != nullptr && *need != nullptr; ++need) {
    if (std::find(kServed.begin(), kServed.end(), *need) == kServed.end()) return *need;
  }
  return {};
}

Bench::Bench(const Subject& subject) {
  const PluginDescriptor& descriptor = descriptorOf(subject);
  const PluginInfo& info = *descriptor.info;
  kernel_ = std::make_unique<test::FakeKernel>(descriptor);
  if (!lists(info.needs, Database::kInterfaceId) && !lists(info.uses, Database::kInterfaceId)) {
    return;
  }
  std::vector<test::TestDatabase::Migrations> own;
  if (!subject.migrations.empty()) own.push_back({info.id, subject.migrations});
  database_.emplace(test::TestDatabase::migrated(own, subject.kernel_migrations));
  kernel_->context.serve<Database>(*database_);
}

}  // namespace itops::validator
