#include "report/pdf/canvas.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <numbers>

#include "itops/error.hpp"
#include "itops/text.hpp"

namespace itops::sla::pdf {

template <auto kRelease>
struct Releaser {
  template <class T>
  void operator()(T* handle) const {
    kRelease(handle);
  }
};
template <class T, auto kRelease>
using Handle = std::unique_ptr<T, Releaser<kRelease>>;
template <class T>
using ObjectHandle = Handle<T, g_object_unref>;

namespace {

constexpr const char* kFontFamilies = "Noto Sans, DejaVu Sans, sans-serif";

cairo_status_t append(void* closure, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

double points(int pango_units) {
  return static_cast<double>(pango_units) / PANGO_SCALE;
}

void refuseWithoutFonts(PangoFontMap* fonts) {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(fonts, &families, &count);
  g_free(families);
  if (count > 0) return;
  throw Error(ErrorKind::kInternal, "fonts_missing",
              "The report can't be drawn, as no font is installed. Install the packages "
              "fonts-noto-core and fonts-droid-fallback.");
}

/// Paper has no pixels to fit letters to.
void useExactWidths(PangoContext* context) {
  const Handle<cairo_font_options_t, cairo_font_options_destroy> options(
      cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options.get());
  pango_context_set_round_glyph_positions(context, FALSE);
}

PangoAlignment pangoAlign(Align align) {
  switch (align) {
    case Align::kRight:
      return PANGO_ALIGN_RIGHT;
    case Align::kCentre:
      return PANGO_ALIGN_CENTER;
    case Align::kLeft:
      break;
  }
  return PANGO_ALIGN_LEFT;
}

}  // namespace

/// The C objects, released in the reverse of this order.
struct Canvas::Handles {
  Handle<cairo_surface_t, cairo_surface_destroy> surface;
  Handle<cairo_t, cairo_destroy> cairo;
  /// Our own: that of the thread would keep its fonts, and a helper thread, for ever.
  ObjectHandle<PangoFontMap> fonts;
  ObjectHandle<PangoContext> context;
  ObjectHandle<PangoLayout> layout;

  void check() const {
    cairo_status_t status = cairo_status(cairo.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) return;
    throw Error(ErrorKind::kInternal, "report_drawing_failed", "The report can't be drawn.",
                cairo_status_to_string(status));
  }

  void colour(Colour colour) const {
    cairo_set_source_rgb(cairo.get(), colour.red, colour.green, colour.blue);
  }

  void lay(std::string_view text, const TextStyle& style, double width) const {
    const Handle<PangoFontDescription, pango_font_description_free> font(
        pango_font_description_new());
    pango_font_description_set_family_static(font.get(), kFontFamilies);
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(
        font.get(), style.weight == Weight::kBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_alignment(layout.get(), pangoAlign(style.align));
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    const auto cleaned = cleanedText(text);  // cairo draws nothing more after a noncharacter
    if (cleaned) text = *cleaned;
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  }
};

Canvas::Canvas(const DocumentInfo& info) : handles_(std::make_unique<Handles>()) {
  Handles& h = *handles_;
  h.fonts.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  refuseWithoutFonts(h.fonts.get());
  h.surface.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, kPageWidth, kPageHeight));
  const std::string created =
      formatTimestamp(std::chrono::floor<std::chrono::seconds>(info.created_at));
  const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(h.surface.get(), what, cleanedText(text).value_or(text).c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, info.title);
  set(CAIRO_PDF_METADATA_AUTHOR, info.author);
  set(CAIRO_PDF_METADATA_SUBJECT, info.subject);
  set(CAIRO_PDF_METADATA_CREATOR, "ITOps");
  set(CAIRO_PDF_METADATA_CREATE_DATE, created);
  set(CAIRO_PDF_METADATA_MOD_DATE, created);
  h.cairo.reset(cairo_create(h.surface.get()));
  h.context.reset(pango_font_map_create_context(h.fonts.get()));
  pango_context_set_language(h.context.get(), pango_language_from_string("en"));
  useExactWidths(h.context.get());
  h.layout.reset(pango_layout_new(h.context.get()));
  pango_layout_set_wrap(h.layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir(h.layout.get(), FALSE);
  h.check();
}

Canvas::~Canvas() = default;

TextExtent Canvas::measure(std::string_view text, const TextStyle& style, double width) {
  handles_->lay(text, style, width);
  PangoLayout* layout = handles_->layout.get();
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  return {points(logical.width), points(logical.height), points(pango_layout_get_baseline(layout))};
}

void Canvas::text(std::string_view text, const TextStyle& style, Point baseline, double width) {
  const TextExtent extent = measure(text, style, width);
  handles_->colour(style.colour);
  cairo_move_to(handles_->cairo.get(), baseline.x, baseline.y - extent.baseline);
  pango_cairo_show_layout(handles_->cairo.get(), handles_->layout.get());
}

void Canvas::fill(const Box& box, Colour colour, double radius) {
  cairo_t* cairo = handles_->cairo.get();
  const double quarter = std::numbers::pi / 2;
  cairo_new_path(cairo);
  cairo_arc(cairo, box.right() - radius, box.y + radius, radius, -quarter, 0);
  cairo_arc(cairo, box.right() - radius, box.bottom() - radius, radius, 0, quarter);
  cairo_arc(cairo, box.x + radius, box.bottom() - radius, radius, quarter, 2 * quarter);
  cairo_arc(cairo, box.x + radius, box.y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo);
  handles_->colour(colour);
  cairo_fill(cairo);
}

void Canvas::outline(const Box& box, Colour colour, double line_width) {
  cairo_t* cairo = handles_->cairo.get();
  const double inset = line_width / 2;
  cairo_rectangle(cairo, box.x + inset, box.y + inset, box.width - line_width,
                  box.height - line_width);
  cairo_set_line_width(cairo, line_width);
  handles_->colour(colour);
  cairo_stroke(cairo);
}

void Canvas::line(Point from, Point to, Colour colour, double line_width) {
  cairo_t* cairo = handles_->cairo.get();
  cairo_move_to(cairo, from.x, from.y);
  cairo_line_to(cairo, to.x, to.y);
  cairo_set_line_width(cairo, line_width);
  handles_->colour(colour);
  cairo_stroke(cairo);
}

void Canvas::disc(Point centre, double radius, Colour colour) {
  cairo_t* cairo = handles_->cairo.get();
  cairo_new_path(cairo);
  cairo_arc(cairo, centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
  handles_->colour(colour);
  cairo_fill(cairo);
}

void Canvas::ring(Point centre, double radius, Colour colour) {
  cairo_t* cairo = handles_->cairo.get();
  cairo_new_path(cairo);
  cairo_arc(cairo, centre.x, centre.y, radius - 0.4, 0, 2 * std::numbers::pi);
  cairo_set_line_width(cairo, 0.8);
  handles_->colour(colour);
  cairo_stroke(cairo);
}

void Canvas::polygon(std::span<const Point> corners, Colour colour) {
  cairo_t* cairo = handles_->cairo.get();
  cairo_new_path(cairo);
  for (const Point& corner : corners) cairo_line_to(cairo, corner.x, corner.y);
  cairo_close_path(cairo);
  handles_->colour(colour);
  cairo_fill(cairo);
}

void Canvas::bookmark(const std::string& title, Point at) {
  const std::string target = "page=" + std::to_string(page_) + " pos=[" +
                             std::to_string(static_cast<int>(at.x)) + " " +
                             std::to_string(static_cast<int>(at.y)) + "]";
  cairo_pdf_surface_add_outline(handles_->surface.get(), CAIRO_PDF_OUTLINE_ROOT,
                                cleanedText(title).value_or(title).c_str(), target.c_str(),
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

void Canvas::endPage() {
  cairo_show_page(handles_->cairo.get());
  handles_->check();
  ++page_;
}

std::string Canvas::finish() {
  cairo_surface_finish(handles_->surface.get());
  handles_->check();
  return std::move(bytes_);
}

}  // namespace itops::sla::pdf
