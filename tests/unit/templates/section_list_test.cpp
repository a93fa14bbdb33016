#include "templates/section_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "templates/plugin_templates.hpp"

namespace itops::templates {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class NamedSection final : public TemplateSection {
 public:
  explicit NamedSection(std::string name) : name_(std::move(name)) {}
  std::string_view name() const override { return name_; }
  std::string exportJson(Transaction&) override { return "[]"; }
  ImportResult importJson(Transaction&, std::string_view) override { return {}; }

 private:
  std::string name_;
};

std::string refusalOf(SectionList& list, const std::string& name) {
  try {
    list.add("other", std::make_shared<NamedSection>(name));
  } catch (const Error& error) {
    return error.code() + ": " + error.what();
  }
  return "taken";
}

std::vector<std::string> namesOf(const SectionList& list) {
  std::vector<std::string> names;
  for (const auto& entry : list.snapshot()) names.push_back(entry.name);
  return names;
}

TEST(SectionList, KeepsTheOrderInWhichSectionsCame) {
  SectionList list;
  for (const char* name : {"b", "a", "c"}) list.add("kernel", std::make_shared<NamedSection>(name));
  EXPECT_THAT(namesOf(list), ElementsAre("b", "a", "c"));
}

TEST(SectionList, RefusesATakenNameAndNamesBothOwners) {
  SectionList list;
  list.add("sla", std::make_shared<NamedSection>("groups"));
  EXPECT_THAT(refusalOf(list, "groups"), HasSubstr("section_duplicate: other adds"));
  EXPECT_THAT(refusalOf(list, "groups"), HasSubstr("which sla has added"));
}

TEST(SectionList, RefusesNamesThatAreNoKey) {
  SectionList list;
  for (const char* name : {"", "Groups", "a-b", "1a", "_a", "version", "a b"}) {
    EXPECT_THAT(refusalOf(list, name), HasSubstr("section_name: ")) << name;
  }
}

TEST(SectionList, LosesTheSectionsOfAnOwnerAndKeepsThoseInUse) {
  SectionList list;
  list.add("sla", std::make_shared<NamedSection>("a"));
  list.add("kernel", std::make_shared<NamedSection>("b"));
  const auto in_use = list.snapshot();
  list.removeOwner("sla");
  EXPECT_THAT(namesOf(list), ElementsAre("b"));
  EXPECT_EQ(in_use[0].section->name(), "a");
}

TEST(PluginTemplates, PassesSectionsOnUnderThePluginsNameAndGuard) {
  MetricsRegistry metrics;
  SectionList list;
  plugin::PluginManifest manifest;
  manifest.id = "sla";
  const auto guard = std::make_shared<plugin::CallGuard>("sla", metrics);
  PluginTemplates templates({manifest, guard}, list);
  templates.addSection(std::make_unique<NamedSection>("groups"));
  ASSERT_THAT(namesOf(list), ElementsAre("groups"));
  EXPECT_EQ(list.snapshot()[0].owner, "sla");
  EXPECT_EQ(guard->callCount(), 0U);
  EXPECT_THROW(templates.addSection(nullptr), Error);
}

}  // namespace
}  // namespace itops::templates
