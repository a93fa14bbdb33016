#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "report/pdf/geometry.hpp"
#include "report/pdf/text_style.hpp"

namespace itops::sla::pdf {

/// Metadata of the document. The time is part of the input, so that equal input makes equal bytes.
struct DocumentInfo {
  std::string title;
  std::string author;
  std::string subject;
  Timestamp created_at;
};

/// Where the lines of a text come to lie when it is wrapped at a width.
struct TextExtent {
  double width = 0;     ///< of the widest line
  double height = 0;    ///< of all lines
  double baseline = 0;  ///< of the first line, from the top
};

/// A PDF of A4 pages that grows in memory, drawn by cairo, with text of any script by pango. Use it
/// from one thread. Texts may be any bytes: what can't be drawn is replaced or left out
/// (`cleanedText`). Every function throws Error(kInternal) when the document can't be made.
class Canvas {
 public:
  /// Throws Error(kInternal, "fonts_missing") where no font is installed.
  explicit Canvas(const DocumentInfo& info);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  TextExtent measure(std::string_view text, const TextStyle& style, double width);
  /// Draws a text so that its first line stands on `baseline`. Never cut: it wraps, between letters
  /// where a word is wider than `width`.
  void text(std::string_view text, const TextStyle& style, Point baseline, double width);

  void fill(const Box& box, Colour colour, double radius = 0);
  void outline(const Box& box, Colour colour, double line_width = 0.6);
  void line(Point from, Point to, Colour colour, double line_width = 0.5);
  void disc(Point centre, double radius, Colour colour);
  void ring(Point centre, double radius, Colour colour);
  void polygon(std::span<const Point> corners, Colour colour);

  /// A heading that readers show in their table of contents.
  void bookmark(const std::string& title, Point at);
  void endPage();

  /// Ends the document; nothing may be drawn afterwards.
  std::string finish();

 private:
  struct Handles;
  std::string bytes_;  ///< outlives the surface, which writes into it to its very end
  std::unique_ptr<Handles> handles_;
  int page_ = 1;
};

}  // namespace itops::sla::pdf
