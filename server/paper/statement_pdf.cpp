#include <numeric>

#include "paper/page.h"
#include "paper/paper.h"

namespace niangjia::paper {

namespace {

const Style kBody{"Noto Sans CJK SC 10.5", PANGO_ALIGN_LEFT, 0, 18};
const Style kHeads{"Noto Sans CJK SC Bold 10.5", PANGO_ALIGN_LEFT, 0, 18};
constexpr double kHeading_height = 26;

std::vector<double> widths_of(const Section& section) {
  std::size_t columns = section.heads.empty() ? 2 : section.heads.size();
  std::vector<double> shares = section.shares;
  if (shares.size() != columns) shares = section.heads.empty() ? std::vector<double>{1, 3} : std::vector<double>(columns, 1);
  const double whole = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& one : shares) one *= Pages::kWidth / whole;
  return shares;
}

void draw(Pages& pages, const Section& section) {
  pages.keep_together(kHeading_height + 5 * kBody.line);  // no heading alone at the foot of a page
  pages.skip(8);
  pages.write(section.heading, {"Noto Sans CJK SC Bold 12.5", PANGO_ALIGN_LEFT, 0, kHeading_height - 8});
  pages.skip(4);
  if (section.rows.empty()) return pages.write(section.none, kBody);
  const std::vector<double> widths = widths_of(section);
  if (!section.heads.empty()) pages.row(section.heads, widths, kHeads);
  for (const auto& row : section.rows) pages.row(row, widths, kBody);
}

}  // namespace

Result<std::string> pdf_of(const Statement& statement) {
  Pages pages;
  pages.set_trace(statement.trace);
  pages.set_y(24 * kPoint_mm);
  pages.write(statement.title, {"Noto Serif CJK SC Bold 20", PANGO_ALIGN_CENTER, 0, 34});
  pages.write(statement.issuer, {"Noto Sans CJK SC 11", PANGO_ALIGN_CENTER, 0, 20});
  pages.skip(4);
  for (const std::string& line : statement.lead) pages.write(line, kBody);
  for (const Section& section : statement.sections) draw(pages, section);
  std::string bytes = pages.finish(true);
  if (bytes.empty()) return refuse(Code::unavailable, "paper.not_drawn", "文件没有生成，请稍后再试。");
  return bytes;
}

}  // namespace niangjia::paper
