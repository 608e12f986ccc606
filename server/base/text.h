#pragma once
// Text as union cadres type it: UTF-8, full-width forms, middle dots, rare characters outside the BMP.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace niangjia {

bool is_valid_utf8(std::string_view text);
std::size_t count_characters(std::string_view utf8);  // code points, not bytes
// Full-width ASCII (ＡＢＣ１２３，　) becomes half-width; nothing else changes.
std::string to_half_width(std::string_view utf8);
std::string trim(std::string_view utf8);  // spaces of all kinds (also U+3000, U+00A0, zero width), both ends
std::string remove_spaces(std::string_view utf8);
std::string to_upper_ascii(std::string_view text);
std::string to_lower_ascii(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool contains(std::string_view text, std::string_view part);

// A header or label reduced for comparison: half-width, lower case, without spaces, line breaks, and without the
// bracketed part and trailing marks ("从业人员数（人）*" → "从业人员数"; "姓 名" → "姓名").
std::string header_key(std::string_view utf8);

// Person names. Keeps the inner spaces of names in Latin letters, drops those inside Chinese names ("王 伟" → "王伟"),
// writes every middle dot (・ • ‧ ． . ·) between Chinese characters as U+00B7 (notice of 12 ministries, 2016).
std::string normalise_person_name(std::string_view utf8);
// Names of unions, units, outlets: half-width, no spaces, brackets （） made one kind; the key two spellings share.
std::string organisation_key(std::string_view utf8);

// Document numbers: 柯总工[2021]12号, (2021), 【2021】, ﹝2021﹞ → 柯总工〔2021〕12号 (GB/T 9704-2012, 7.2.5).
struct DocumentNumber {
  std::string text;       // with 〔〕
  int year = 0;           // 0 when none was found
  bool brackets_fixed = false;
};
DocumentNumber read_document_number(std::string_view utf8);

// Pinyin without tones. Several readings are kept for the initials ("单" gives "s" and "d").
struct Pinyin {
  std::string full;                   // "wangxiaoming"; letters, digits kept; others dropped
  std::vector<std::string> initials;  // first is the likeliest: {"wxm"}; at most 4
};
Pinyin to_pinyin(std::string_view utf8, bool is_person_name);

// A non-negative count as people write it: "12", "12人", "１２", "12.0", "约12". Nothing when it is not one.
// `fixed` tells that it was not already a plain number.
struct WrittenCount {
  bool ok = false;
  std::int64_t value = 0;
  bool fixed = false;
};
WrittenCount read_count(std::string_view utf8);

// JSON string escape, including the quotes.
void append_json_string(std::string& out, std::string_view utf8);
std::string json_string(std::string_view utf8);

}  // namespace niangjia
