#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace itops::events {

/// How many consumers may hold a database connection at once: altogether, and at most half of that
/// for one owner, so that a plugin whose consumers block doesn't keep the others' from theirs.
/// [any]
class ConsumerSlots {
 public:
  explicit ConsumerSlots(int slots) : free_(slots), owner_max_((slots + 1) / 2) {}

  /// One slot, given back with this object. False in a condition when it got none.
  class Slot {
   public:
    Slot() = default;
    Slot(ConsumerSlots& slots, std::string owner) : slots_(&slots), owner_(std::move(owner)) {}
    Slot(Slot&& other) noexcept
        : slots_(std::exchange(other.slots_, nullptr)), owner_(std::move(other.owner_)) {}
    Slot& operator=(Slot&&) = delete;
    ~Slot() {
      if (slots_ != nullptr) slots_->giveBack(owner_);
    }
    explicit operator bool() const { return slots_ != nullptr; }

   private:
    ConsumerSlots* slots_ = nullptr;
    std::string owner_;
  };

  /// Waits for a slot; none after close().
  Slot take(const std::string& owner);

  /// Lets nobody wait any more: consumers are being stopped.
  void close();

 private:
  void giveBack(const std::string& owner);

  std::mutex mutex_;  ///< guards all below
  std::condition_variable changed_;
  int free_;
  const int owner_max_;
  std::map<std::string, int> taken_;
  bool closed_ = false;
};

}  // namespace itops::events
