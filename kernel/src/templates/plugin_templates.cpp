#include "templates/plugin_templates.hpp"

#include <utility>

#include "itops/error.hpp"

namespace itops::templates {
namespace {

/// A plugin's section behind the guard; its name is asked for once. An import that it refuses
/// answers the request, as a handler's Error does.
class GuardedSection final : public TemplateSection {
 public:
  GuardedSection(std::shared_ptr<plugin::CallGuard> guard, std::unique_ptr<TemplateSection> section)
      : guard_(std::move(guard)), section_(std::move(section)), name_(section_->name()) {}

  std::string_view name() const override { return name_; }

  std::string exportJson(Transaction& transaction) override {
    return guard_->run(plugin::CallKind::kHandler, "the template section " + name_,
                       [&] { return section_->exportJson(transaction); });
  }

  ImportResult importJson(Transaction& transaction, std::string_view json) override {
    return guard_->run(plugin::CallKind::kHandler, "the template section " + name_,
                       [&] { return section_->importJson(transaction, json); });
  }

 private:
  std::shared_ptr<plugin::CallGuard> guard_;
  std::unique_ptr<TemplateSection> section_;
  std::string name_;
};

}  // namespace

void PluginTemplates::addSection(std::unique_ptr<TemplateSection> section) {
  if (section == nullptr) {
    throw Error(ErrorKind::kInvalid, "section_missing",
                "Plugin " + scope_.manifest.id + " adds a null template section; pass an object.");
  }
  sections_.add(scope_.manifest.id,
                std::make_shared<GuardedSection>(scope_.guard, std::move(section)));
}

}  // namespace itops::templates
