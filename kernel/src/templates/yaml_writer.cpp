#include "templates/yaml_writer.hpp"

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/null.h>

#include <array>
#include <charconv>

#include "templates/plain_scalar.hpp"

namespace itops::templates {
namespace {

namespace json = boost::json;

void write(YAML::Emitter& out, const json::value& value);

void writeText(YAML::Emitter& out, const std::string& text) {
  const bool lines = text.find_first_of("\n\r\t") != std::string::npos;
  if (lines || needsQuotes(text)) out << YAML::DoubleQuoted;
  out << text;
}

/// The shortest text that is read back as the same decimal number.
std::string decimalText(double number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const std::string text(digits.data(), end);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

void writeObject(YAML::Emitter& out, const json::object& object) {
  if (object.empty()) out << YAML::Flow;
  out << YAML::BeginMap;
  for (const auto& [key, value] : object) {
    out << YAML::Key;
    writeText(out, std::string(key));
    out << YAML::Value;
    write(out, value);
  }
  out << YAML::EndMap;
}

void writeArray(YAML::Emitter& out, const json::array& array) {
  if (array.empty()) out << YAML::Flow;
  out << YAML::BeginSeq;
  for (const json::value& element : array) write(out, element);
  out << YAML::EndSeq;
}

void write(YAML::Emitter& out, const json::value& value) {
  if (value.is_object()) return writeObject(out, value.as_object());
  if (value.is_array()) return writeArray(out, value.as_array());
  if (value.is_string()) return writeText(out, std::string(std::string_view(value.as_string())));
  if (value.is_null()) {
    out << YAML::Null;
  } else if (value.is_double()) {
    out << decimalText(value.as_double());
  } else {
    out << json::serialize(value);  // true, false and whole numbers are the same in both
  }
}

}  // namespace

std::string writeYaml(const json::value& value) {
  YAML::Emitter out;
  out.SetNullFormat(YAML::LowerNull);
  write(out, value);
  return std::string(out.c_str(), out.size()) + "\n";
}

}  // namespace itops::templates
