#include "tidy/code.hpp"

#include <algorithm>
#include <cctype>

#include "tidy/tree.hpp"

namespace itops::tidy {
namespace {

/// Walks over a text and gives each character to the part that it belongs to.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {
    result_.code = result_.strings = std::string(text.size(), ' ');
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') result_.code[i] = result_.strings[i] = '\n';
    }
  }

  Code run() {
    while (at_ < text_.size()) step();
    return std::move(result_);
  }

 private:
  void step() {
    if (follows("//")) return skipLine();
    if (follows("/*")) return skipTo("*/");
    if (text_[at_] == '#' && atLineStart()) return skipDirective();
    if (follows("R\"") && !wordBefore()) return rawString();
    if (text_[at_] == '"') return literal('"', true);
    if (text_[at_] == '\'' && !wordBefore()) return literal('\'', false);
    result_.code[at_] = text_[at_];
    ++at_;
  }

  bool follows(std::string_view part) const { return text_.substr(at_).starts_with(part); }
  bool wordBefore() const { return at_ > 0 && isWord(text_[at_ - 1]); }

  bool atLineStart() const {
    const auto before = text_.substr(0, at_);
    const auto last = before.find_last_not_of(" \t");
    return last == before.npos || before[last] == '\n';
  }

  void skipLine() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void skipTo(std::string_view end) {
    const auto found = text_.find(end, at_ + end.size());
    at_ = found == text_.npos ? text_.size() : found + end.size();
  }

  void skipDirective() {
    skipLine();
    while (at_ < text_.size() && text_[at_ - 1] == '\\') {
      ++at_;
      skipLine();
    }
  }

  void rawString() {
    const auto open = std::min(text_.find('(', at_), text_.size() - 1);
    const auto end = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const auto close = std::min(text_.find(end, open), text_.size());
    result_.code[at_] = '"';
    keepString(open + 1, close);
    at_ = std::min(close + end.size(), text_.size());
    result_.code[at_ - 1] = '"';
  }

  void literal(char quote, bool is_string) {
    const auto begin = at_++;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_ + 1, text_.size());
    result_.code[begin] = result_.code[at_ - 1] = quote;
    if (is_string) keepString(begin + 1, at_ - 1);
  }

  void keepString(std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i) result_.strings[i] = text_[i];
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Code result_;
};

}  // namespace

Code takeApart(std::string_view text) {
  return Splitter(text).run();
}

std::vector<Include> includesOf(std::string_view text) {
  constexpr std::string_view kDirective = "#include ";
  std::vector<Include> includes;
  for (auto line : linesOf(text)) {
    if (!line.starts_with(kDirective)) continue;
    line.remove_prefix(kDirective.size());
    if (line.empty() || (line[0] != '"' && line[0] != '<')) continue;
    const auto end = line.find(line[0] == '"' ? '"' : '>', 1);
    if (end != line.npos)
      includes.push_back({std::string(line.substr(1, end - 1)), line[0] == '"'});
  }
  return includes;
}

}  // namespace itops::tidy
