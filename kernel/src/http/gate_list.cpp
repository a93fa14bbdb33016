#include "http/gate_list.hpp"

namespace itops::http {
namespace {

bool covers(std::string_view prefix, std::string_view path) {
  if (prefix == "/") return path == "/";
  if (!path.starts_with(prefix)) return false;
  return path.size() == prefix.size() || path[prefix.size()] == '/' || prefix.back() == '/';
}

}  // namespace

struct GateList::Entry {
  std::string prefix;
  std::string plugin_id;
  std::atomic<bool> closed;
  Entry* next;
};

GateList::~GateList() {
  for (Entry* entry = first_.load(); entry != nullptr;) {
    const std::unique_ptr<Entry> owned(entry);
    entry = owned->next;
  }
}

GateList::Entry* GateList::find(std::string_view prefix, std::string_view plugin_id) const {
  Entry* entry = first_.load(std::memory_order_acquire);
  while (entry != nullptr && (entry->prefix != prefix || entry->plugin_id != plugin_id)) {
    entry = entry->next;
  }
  return entry;
}

void GateList::close(std::string_view prefix, std::string_view plugin_id) {
  const std::lock_guard lock(adding_);
  if (prefix.empty()) return;
  if (Entry* known = find(prefix, plugin_id)) {
    known->closed.store(true, std::memory_order_release);
    return;
  }
  std::unique_ptr<Entry> added(
      new Entry{std::string(prefix), std::string(plugin_id), true, first_.load()});
  first_.store(added.release(), std::memory_order_release);
}

void GateList::open(std::string_view prefix, std::string_view plugin_id) {
  if (Entry* known = find(prefix, plugin_id)) {
    known->closed.store(false, std::memory_order_release);
  }
}

std::string_view GateList::closedFor(std::string_view path, std::string_view owner) const {
  const Entry* entry = first_.load(std::memory_order_acquire);
  for (; entry != nullptr; entry = entry->next) {
    if (!entry->closed.load(std::memory_order_acquire)) continue;
    if (!owner.empty() && owner != entry->plugin_id) continue;
    if (covers(entry->prefix, path)) return entry->plugin_id;
  }
  return {};
}

}  // namespace itops::http
