#include "report/pdf/cell.hpp"

#include "report/report_text.hpp"

namespace itops::sla::pdf {

CellExtent TextCell::extent(Canvas& canvas, double width) const {
  CellExtent extent;
  for (const Paragraph& paragraph : paragraphs_) {
    const TextExtent text = canvas.measure(paragraph.text, paragraph.style, width);
    const bool is_first = &paragraph == paragraphs_.data();
    if (is_first) extent.above = text.baseline;
    extent.below += is_first ? text.height - text.baseline : text.height;
  }
  return extent;
}

void TextCell::draw(Canvas& canvas, Point baseline, double width) const {
  double top = baseline.y - extent(canvas, width).above;
  for (const Paragraph& paragraph : paragraphs_) {
    const TextExtent text = canvas.measure(paragraph.text, paragraph.style, width);
    canvas.text(paragraph.text, paragraph.style, {baseline.x, top + text.baseline}, width);
    top += text.height;
  }
}

CellPointer textCell(std::string text, const TextStyle& style) {
  return std::make_unique<TextCell>(std::vector<TextCell::Paragraph>{{std::move(text), style}});
}

CellPointer nameCell(std::string name, std::string below) {
  std::vector<TextCell::Paragraph> paragraphs{{std::move(name), kStrongStyle}};
  if (!below.empty()) paragraphs.push_back({std::move(below), kSmallStyle});
  return std::make_unique<TextCell>(std::move(paragraphs));
}

CellPointer serviceCell(const std::string& path, const std::string& display_name) {
  constexpr std::size_t kCharactersMax = 330;
  const std::size_t slash = path.rfind('/');
  const std::string last = path.substr(slash == std::string::npos ? 0 : slash + 1);
  if (!display_name.empty() && display_name != last) {
    return nameCell(oneLine(display_name, kCharactersMax), oneLine(path, kCharactersMax));
  }
  const std::string node = slash == std::string::npos ? "" : path.substr(0, slash);
  return nameCell(oneLine(last, kCharactersMax), oneLine(node, kCharactersMax));
}

}  // namespace itops::sla::pdf
