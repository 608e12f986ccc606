#include "http/url.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace niangjia::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Calls take(part) for each part between separators; false from take ends the walk.
template <class Take>
bool each_part(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!take(part)) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus_is_space) c = ' ';
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return std::nullopt;
    out.push_back(c);
  }
  if (!is_valid_utf8(out)) return std::nullopt;
  return out;
}

std::optional<std::string> decode_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return std::nullopt;
  auto path = decode_percent(raw, false);
  if (!path || std::any_of(path->begin(), path->end(), is_control)) return std::nullopt;
  if (std::count(path->begin(), path->end(), '/') != std::count(raw.begin(), raw.end(), '/'))
    return std::nullopt;
  return path;
}

std::string encode_percent(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    if (std::isalnum(c) && c < 128) {
      out += static_cast<char>(c);
      continue;
    }
    out += '%';
    out += digits[c >> 4];
    out += digits[c & 15];
  }
  return out;
}

std::optional<TextMap> decode_query(std::string_view raw) {
  TextMap values;
  const bool all_read = each_part(raw, '&', [&](std::string_view pair) {
    if (pair.empty()) return true;
    const std::size_t equals = pair.find('=');
    auto name = decode_percent(pair.substr(0, equals), true);
    auto value = decode_percent(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value) return false;
    values.insert_or_assign(std::move(*name), std::move(*value));
    return true;
  });
  if (!all_read) return std::nullopt;
  return values;
}

TextMap read_cookies(std::string_view header) {
  TextMap cookies;
  each_part(header, ';', [&](std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return true;
    const std::string_view name = trim_blanks(pair.substr(0, equals));
    std::string_view value = trim_blanks(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (!name.empty()) cookies.emplace(name, value);
    return true;
  });
  return cookies;
}

std::optional<std::string> read_upload_name(std::string_view header) {
  auto name = decode_percent(header, false);
  if (!name || std::any_of(name->begin(), name->end(), is_control)) return std::nullopt;
  const std::size_t slash = name->find_last_of("/\\");
  if (slash != std::string::npos) name->erase(0, slash + 1);
  return name;
}

}  // namespace niangjia::http
