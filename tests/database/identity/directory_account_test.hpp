#pragma once

#include <string>
#include <vector>

#include "database/identity/identity_replica.hpp"

namespace itops::test {

/// A run that nobody stops.
class FreeRun final : public JobRun {
 public:
  Timestamp dueAt() const override { return {}; }
  bool shouldStop() const override { return false; }
  void fence(Transaction&) const override {}
};

/// A run that is stopped after it was asked a few times.
class StoppedRun final : public JobRun {
 public:
  explicit StoppedRun(int asked_max) : left_(asked_max) {}
  Timestamp dueAt() const override { return {}; }
  bool shouldStop() const override { return left_-- <= 0; }
  void fence(Transaction&) const override {}

 private:
  mutable int left_;
};

inline DirectoryGroup group(const std::string& name) {
  return {"cn=" + name + ",ou=groups,dc=corp", name};
}

/// A declared directory with one person, jane.
class DirectoryAccountTest : public IdentityTest {
 protected:
  DirectoryAccountTest() {
    declare({corp()});
    people() = {{"id=1",
                 "jane",
                 "jane@corp.example",
                 "Jane Doe",
                 false,
                 {group("itops-operators"), group("staff")}}};
  }
  std::vector<DirectoryPerson>& people() { return one.directory->people; }
  DirectoryPerson& jane() { return people().at(0); }
  identity::LoginGrant loginOfJane() { return one.login("jane", kDirectoryPassword); }
  std::vector<std::string> groupsOfJane() { return loginOfJane().account.groups; }
  void sync() { one.sync.run(FreeRun()); }
  /// Of jane, whatever its directory calls it by now.
  std::string groupsInStore() {
    return value(
        "SELECT string_agg(g.name, ' ' ORDER BY g.name) FROM kernel.account_group_member m "
        "JOIN kernel.account a ON a.id = m.account_id "
        "JOIN kernel.account_group g ON g.id = m.group_id WHERE a.external_id = 'id=1'");
  }
};

}  // namespace itops::test
