#pragma once
// For tests: a PDF as another program (pdftohtml of poppler-utils) finds it on the page, compared with a golden page.
//
// Lines and their places are compared, not pixels: a picture differs between machines by the version of a font, of its
// hinting and of the renderer, and a tolerance wide enough for that lets a wrong word through. Here every word must be the
// same, every line stand where it stood within 1 mm, in the same size and colour; a paper that breaks over other lines or
// pages fails. NIANGJIA_WRITE_PAGES=1 writes the golden pages anew (tests/golden/pages): look at them before
// committing; NIANGJIA_KEEP_PAGES=FOLDER leaves the PDFs there.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "base/source_folder_fixture.h"

namespace niangjia::paper {

struct PageLine {  // in points from the left upper corner
  int page = 1;
  double left = 0, top = 0, right = 0, size = 0;
  std::string colour, text;  // text without blanks
};
struct SeenPages {
  double width = 0, height = 0;
  std::vector<PageLine> lines;
};

inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return out;
  char part[4096];
  for (std::size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;) out.append(part, n);
  pclose(pipe);
  return out;
}

inline bool can_see_pages() { return !output_of("command -v pdftohtml").empty(); }

inline std::string plain_text(std::string text) {
  text = std::regex_replace(text, std::regex("<[^>]*>"), "");
  for (const auto& [name, sign] : std::map<std::string, std::string>{
           {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#160;", ""}, {"&amp;", "&"}, {"　", ""}, {"\xC2\xA0", ""}})
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) text.replace(at, name.size(), sign);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
  return text;
}

// Pieces of one line become one.
inline void add_piece(std::vector<PageLine>& lines, PageLine piece) {
  if (piece.text.empty()) return;
  for (PageLine& line : lines) {
    bool is_same = line.page == piece.page && std::abs(line.top - piece.top) < 2 && line.size == piece.size &&
                   line.colour == piece.colour && piece.left >= line.right - 2 && piece.left - line.right < 5;
    if (!is_same) continue;
    line.text += piece.text;
    line.right = piece.right;
    return;
  }
  lines.push_back(std::move(piece));
}

inline SeenPages see_pages(const std::string& pdf) {
  auto path = std::filesystem::temp_directory_path() / ("niangjia-page-" + std::to_string(getpid()) + ".pdf");
  std::ofstream(path, std::ios::binary) << pdf;
  const std::string xml = output_of("pdftohtml -xml -i -stdout -zoom 1 " + path.string());
  std::filesystem::remove(path);
  SeenPages seen;
  std::map<std::string, std::pair<double, std::string>> fonts;
  int page = 0;
  std::istringstream in(xml);
  static const std::regex head("<page number=\"(\\d+)\".*height=\"(\\d+)\" width=\"(\\d+)\""),
      font("<fontspec id=\"(\\d+)\" size=\"([\\d.]+)\".*color=\"(#\\w+)\""),
      text("<text top=\"(-?\\d+)\" left=\"(-?\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\" font=\"(\\d+)\">(.*)</text>");
  std::smatch m;
  for (std::string line; std::getline(in, line);) {
    if (std::regex_search(line, m, head)) {
      page = std::stoi(m[1]), seen.height = std::stod(m[2]), seen.width = std::stod(m[3]);
    } else if (std::regex_search(line, m, font)) {
      fonts[m[1]] = {std::stod(m[2]), m[3]};
    } else if (std::regex_search(line, m, text)) {
      const double left = std::stod(m[2]);
      const auto& [size, colour] = fonts[m[5]];
      add_piece(seen.lines, {page, left, std::stod(m[1]), left + std::stod(m[3]), size, colour, plain_text(m[6])});
    }
  }
  std::stable_sort(seen.lines.begin(), seen.lines.end(), [](const PageLine& a, const PageLine& b) {
    return std::tuple(a.page, std::round(a.top / 3), a.left) < std::tuple(b.page, std::round(b.top / 3), b.left);
  });
  return seen;
}

// What is drawn anew at each taking: its time and numbers.
inline std::string without_occasion(std::string text) {
  text = std::regex_replace(text, std::regex("[a-z]{3}_[0-9a-z]{13}"), "xxx_0000000000000");
  return std::regex_replace(text, std::regex("时间：\\d{4}-\\d{2}-\\d{2}\\d{2}:\\d{2}"), "时间：0000-00-0000:00");
}

inline void expect_golden_page(const std::string& pdf, const std::string& name) {
  if (const char* kept = std::getenv("NIANGJIA_KEEP_PAGES"))
    std::ofstream(std::filesystem::path(kept) / (name + ".pdf"), std::ios::binary) << pdf;
  const SeenPages seen = see_pages(pdf);
  ASSERT_FALSE(seen.lines.empty()) << name << " shows nothing";
  EXPECT_NEAR(seen.width, 595, 1) << name << " is not A4";
  EXPECT_NEAR(seen.height, 842, 1) << name << " is not A4";
  const auto path = source_folder() / "tests" / "golden" / "pages" / (name + ".tsv");
  if (std::getenv("NIANGJIA_WRITE_PAGES")) {
    std::ofstream out(path);
    out << "page\tleft\ttop\tright\tsize\tcolour\ttext\n";
    for (const PageLine& l : seen.lines)
      out << l.page << '\t' << l.left << '\t' << l.top << '\t' << l.right << '\t' << l.size << '\t' << l.colour << '\t'
          << without_occasion(l.text) << '\n';
    return;
  }
  constexpr double millimetre = 72 / 25.4;
  std::ifstream in(path);
  ASSERT_TRUE(in) << path << " is missing";
  std::string line;
  std::getline(in, line);
  std::size_t at = 0;
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    PageLine golden;
    cells >> golden.page >> golden.left >> golden.top >> golden.right >> golden.size >> golden.colour >> golden.text;
    ASSERT_LT(at, seen.lines.size()) << name << " ends before: " << line;
    const PageLine& now = seen.lines[at++];
    ASSERT_EQ(without_occasion(now.text), golden.text) << name << " line " << at;
    EXPECT_EQ(now.page, golden.page) << name << ": " << golden.text;
    // The letters of a number are of different widths, and its line stands in the middle.
    const bool is_of_occasion = golden.text.find("_0000000000000") != std::string::npos;
    EXPECT_NEAR(now.left, golden.left, is_of_occasion ? 5 * millimetre : millimetre) << name << ": " << golden.text;
    EXPECT_NEAR(now.top, golden.top, millimetre) << name << ": " << golden.text;
    EXPECT_NEAR(now.size, golden.size, 0.6) << name << ": " << golden.text;
    EXPECT_EQ(now.colour, golden.colour) << name << ": " << golden.text;
  }
  EXPECT_EQ(at, seen.lines.size()) << name << " has more lines than its golden page";
}

// GB/T 9704-2012 5.2 and 7: what stands between the margins stands in sizes the standard knows.
inline void expect_official_layout(const std::string& pdf, bool has_red_head) {
  constexpr double mm = 72 / 25.4;
  const SeenPages seen = see_pages(pdf);
  std::vector<double> body_tops;
  for (const PageLine& l : seen.lines) {
    if (l.size < 10) continue;  // the trace at the very foot
    const bool is_number = l.text.starts_with("—") && l.text.ends_with("—");
    EXPECT_GE(l.left, 28 * mm - 2) << l.text;
    EXPECT_LE(l.right, (210 - 26) * mm + 18) << l.text;  // closing marks may hang
    EXPECT_GE(l.top, 37 * mm - 4) << l.text;
    if (is_number)
      EXPECT_NEAR(l.size, 14, 0.6) << l.text;  // 4号
    else
      EXPECT_LE(l.top, (297 - 35) * mm) << l.text;
    if (l.page == 1 && std::abs(l.size - 16) < 0.6) body_tops.push_back(l.top);
  }
  const PageLine& first = seen.lines.front();
  EXPECT_NEAR(first.size, has_red_head ? 38 : 22, 0.6) << first.text;
  EXPECT_EQ(first.colour == "#000000", !has_red_head) << first.text << first.colour;
  ASSERT_GE(body_tops.size(), 3u);
  std::sort(body_tops.begin(), body_tops.end());
  int at_pitch = 0;  // 22 lines on 225 mm
  for (std::size_t i = 1; i < body_tops.size(); ++i) at_pitch += std::abs(body_tops[i] - body_tops[i - 1] - 29) < 1.5;
  EXPECT_GE(at_pitch, 1);
}

}  // namespace niangjia::paper
