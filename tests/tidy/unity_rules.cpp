#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>

#include "tidy/code.hpp"
#include "tidy/rules.hpp"

namespace itops::tidy {
namespace {

/// Sources of these folders are programs and libraries of their own.
constexpr std::array<std::string_view, 6> kOnePerTarget{"tests/abi/good",  "tests/abi/rude",
                                                        "tests/abi/wrong", "tests/bench",
                                                        "tests/fuzz",      "sdk/template"};

/// What is compiled as one at most: a plugin, a module of the kernel, a folder of anything else.
std::string_view unityOf(std::string_view path) {
  const auto folder = folderOf(path);
  if (!path.starts_with("plugins/")) return folder;
  return path.substr(0, path.find('/', sizeof "plugins/" - 1));
}

bool isOnePerTarget(std::string_view path) {
  return std::any_of(kOnePerTarget.begin(), kOnePerTarget.end(),
                     [&](auto folder) { return path.starts_with(folder); });
}

std::string oneSpaced(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank) result += c;
    if (blank && !result.empty() && result.back() != ' ') result += ' ';
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string_view lastWordOf(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  auto begin = text.size();
  while (begin > 0 && isWord(text[begin - 1])) --begin;
  return text.substr(begin);
}

/// The types of what stands before the end of a parameter list: each without its name and default.
std::string typesOf(std::string_view parameters) {
  std::string types, parameter;
  int depth = 0;
  const auto add = [&] {
    const auto type = parameter.substr(0, parameter.find(" = "));
    const auto name = lastWordOf(type);
    types += (type.size() > name.size() ? type.substr(0, type.size() - name.size()) : type) + ",";
    parameter.clear();
  };
  for (const char c : parameters) {
    depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
    if (depth < 0) break;
    if (c == ',' && depth == 0) {
      add();
    } else if (c != ' ' || !parameter.empty()) {
      parameter += c;
    }
  }
  add();
  return types;
}

bool beginsWithAny(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) {
    return text.starts_with(word) && (text.size() == word.size() || !isWord(text[word.size()]));
  });
}

/// The name that a declaration introduces, with its parameter types when it is a function. Empty
/// for what may be said twice (aliases) and for what is no declaration of a name (tests,
/// operators).
std::string nameDeclaredBy(std::string declaration) {
  if (declaration.starts_with("template")) {
    const auto end = declaration.find("> ");
    declaration.erase(0, end == declaration.npos ? declaration.size() : end + 2);
  }
  if (beginsWithAny(declaration, {"using", "namespace", "static_assert", "friend", "extern"}) ||
      declaration.find("operator") != declaration.npos) {
    return {};
  }
  for (const std::string_view kind : {"class ", "struct ", "union ", "enum class ", "enum "}) {
    if (!declaration.starts_with(kind)) continue;
    const auto begin = kind.size();
    const auto end = declaration.find_first_of(" :{;", begin);
    return declaration.substr(begin, end == declaration.npos ? end : end - begin);
  }
  const auto end = declaration.find_first_of("(={[");
  const auto before = std::string_view(declaration).substr(0, end);
  const auto name = std::string(lastWordOf(before));
  const bool is_test = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0 || c == '_';
  });
  const bool is_member = before.find("::" + name) != before.npos;
  if (name.empty() || is_test || is_member) return {};
  if (end == declaration.npos || declaration[end] != '(') return name;
  return name + "(" + typesOf(std::string_view(declaration).substr(end + 1)) + ")";
}

/// Walks over a source and finds what its anonymous namespaces declare, with the namespaces around
/// it.
class Names {
 public:
  std::set<std::string> run(std::string_view code) {
    for (const char c : code) step(c);
    return std::move(names_);
  }

 private:
  void step(char c) {
    if (inside_ > 0) {
      inside_ += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (inside_ == 0 && head_.find(')') != head_.npos) finish();
    } else if (c == '{') {
      open();
    } else if (c == '}') {
      if (!scopes_.empty()) scopes_.pop_back();
      head_.clear();
    } else if (c == ';') {
      finish();
    } else {
      head_ += c;
    }
  }

  void open() {
    const auto head = oneSpaced(head_);
    if (head == "namespace" || head.starts_with("namespace ")) {
      scopes_.push_back(head);
      head_.clear();
    } else {
      inside_ = 1;
    }
  }

  void finish() {
    const auto name = nameDeclaredBy(oneSpaced(head_));
    head_.clear();
    if (name.empty() || std::find(scopes_.begin(), scopes_.end(), "namespace") == scopes_.end()) {
      return;
    }
    std::string scope;
    for (const auto& one : scopes_) scope += one + "/";
    names_.insert(scope + name);
  }

  int inside_ = 0;  ///< open braces of bodies and initialisers
  std::string head_;
  std::vector<std::string> scopes_;
  std::set<std::string> names_;
};

}  // namespace

Findings checkUnityNames(const Tree& tree) {
  Findings findings;
  std::map<std::string, std::string> first;
  for (const auto& [path, text] : tree) {
    if (!path.ends_with(".cpp") || isOnePerTarget(path)) continue;
    for (const auto& name : Names().run(takeApart(text).code)) {
      const auto [known, is_new] = first.emplace(std::string(unityOf(path)) + "/" + name, path);
      if (is_new) continue;
      findings.push_back({"unity-name", path,
                          name.substr(name.rfind('/') + 1) + " stands in " + known->second +
                              " too; share it, or name what differs"});
    }
  }
  return findings;
}

}  // namespace itops::tidy
