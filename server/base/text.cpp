#include "base/text.h"

#include "base/utf8.h"

namespace niangjia {

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    Character c = read_character(text, at);
    if (c.code == broken_character) return false;
    at += c.length;
  }
  return true;
}

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) at += read_character(utf8, at).length;
  return count;
}

std::string to_half_width(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for_each_character(utf8, [&](char32_t code, std::string_view bytes) {
    char32_t half = half_width_of(code);
    if (half == code) {
      out += bytes;
    } else {
      out += static_cast<char>(half);
    }
  });
  return out;
}

std::string trim(std::string_view utf8) {
  std::size_t begin = utf8.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    Character c = read_character(utf8, at);
    if (!is_space_of_any_kind(c.code)) {
      if (begin > at) begin = at;
      end = at + c.length;
    }
    at += c.length;
  }
  return begin < end ? std::string(utf8.substr(begin, end - begin)) : std::string();
}

std::string remove_spaces(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for_each_character(utf8, [&](char32_t code, std::string_view bytes) {
    if (!is_space_of_any_kind(code)) out += bytes;
  });
  return out;
}

std::string to_upper_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    std::size_t end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += separator;
    out += parts[i];
  }
  return out;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// RFC 8259, section 7. Whole runs of plain bytes are copied at once: this is the hot path of every answer.
void append_json_string(std::string& out, std::string_view utf8) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  std::size_t run = 0;
  auto flush = [&](std::size_t at, std::size_t skip) {
    out.append(utf8.data() + run, at - run);
    run = at + skip;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte >= 0x80) {
      Character c = read_character(utf8, at);
      if (c.code == broken_character) {
        flush(at, 1);
        out += "\xEF\xBF\xBD";
      }
      at += c.length;
      continue;
    }
    if (byte < 0x20 || byte == '"' || byte == '\\') {
      flush(at, 1);
      out += '\\';
      switch (byte) {
        case '"':
        case '\\':
          out += static_cast<char>(byte);
          break;
        case '\n':
          out += 'n';
          break;
        case '\r':
          out += 'r';
          break;
        case '\t':
          out += 't';
          break;
        default:
          out += "u00";
          out += hex[byte >> 4];
          out += hex[byte & 15];
      }
    }
    ++at;
  }
  flush(utf8.size(), 0);
  out += '"';
}

std::string json_string(std::string_view utf8) {
  std::string out;
  append_json_string(out, utf8);
  return out;
}

}  // namespace niangjia
