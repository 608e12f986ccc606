#pragma once
// Papers that leave the house: official papers in the layout of GB/T 9704-2012 as PDF and docx, and posters
// with a code. What stands in them is the caller's; how they look is decided here.

#include <string>
#include <vector>

#include "base/result.h"

namespace niangjia::paper {

// A number (发文字号) gives the paper the red head of its issuer; without one it is a unit's own paper.
struct OfficialPaper {
  std::string issuer, number, title, addressee;
  std::vector<std::string> paragraphs;
  std::vector<std::vector<std::string>> table;  // first row: heads; empty: none
  std::string signer, day;                      // 成文日期 in Chinese: 2021年11月12日
  std::string trace;  // small, at the foot of every page: who took the paper, when, under which number; empty: none
};
// The bytes of the file.
Result<std::string> pdf_of(const OfficialPaper& paper);
Result<std::string> docx_of(const OfficialPaper& paper);

// What is held about somebody, in sections of label and value or of a table.
struct Section {
  std::string heading;
  std::vector<std::string> heads;              // empty: each row is a label and a value
  std::vector<std::vector<std::string>> rows;
  std::string none;                            // said when there is no row
  std::vector<double> shares = {};             // of the columns in the width
};
struct Statement {
  std::string title, issuer;
  std::vector<std::string> lead;
  std::vector<Section> sections;
  std::string trace;  // as of a paper
};
Result<std::string> pdf_of(const Statement& statement);

// A form as an office hands it out: framed cells on a grid of kFormColumns, labels in the middle of theirs, places for stamp and
// signature at the foot of high cells.
inline constexpr int kFormColumns = 12;
struct FormCell {
  std::string text;
  int columns = 1;
  bool is_label = false;
  std::string foot = {};  // at the lower right: （盖章）　　年　月　日
};
struct FormRow {
  std::vector<FormCell> cells;
  double least_mm = 8.2;
};
struct Form {
  std::string title, left, right;  // above the table, at its left and right
  std::vector<FormRow> rows;
  std::vector<std::string> notes;  // small, below the table
  std::string trace;               // as of a paper
};
Result<std::string> pdf_of(const Form& form);
Result<std::string> docx_of(const Form& form);

// One page of A4 with a code that opens `address`.
struct Poster {
  std::string issuer, headline, campaign, address;
  std::vector<std::string> lines;
};
Result<std::string> pdf_of(const Poster& poster);

}  // namespace niangjia::paper
