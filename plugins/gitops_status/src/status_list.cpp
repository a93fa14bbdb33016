#include "status_list.hpp"

#include <utility>

#include "status_json.hpp"

namespace itops::gitops {

std::shared_ptr<const StatusList::Text> StatusList::current() {
  const std::int64_t wanted = reader_.revision();
  std::unique_lock lock(mutex_);
  const auto fits = [&] { return kept_ && kept_->revision >= wanted; };
  made_.wait(lock, [&] { return fits() || !is_being_made_; });
  if (fits()) return kept_;
  is_being_made_ = true;
  lock.unlock();

  std::shared_ptr<const Text> text;
  std::exception_ptr failure;
  try {
    text = makeText();
  } catch (...) {
    failure = std::current_exception();  // those that wait must be woken, whatever happened
  }
  lock.lock();
  is_being_made_ = false;
  if (text) kept_ = text;
  lock.unlock();
  made_.notify_all();
  if (failure) std::rethrow_exception(failure);
  return text;
}

std::shared_ptr<const StatusList::Text> StatusList::makeText() {
  auto text = std::make_shared<Text>();
  text->body = "[";
  text->revision = reader_.each({}, [&](const Server& server) {
    if (text->body.back() != '[') text->body += ',';
    appendServer(text->body, server, std::nullopt);
  });
  text->body += ']';
  text->entity_tag = entityTagOf(text->body);
  return text;
}

}  // namespace itops::gitops
