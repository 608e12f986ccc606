#pragma once
// The papers of a founding, made from its data: what stands in them, not how they look.

#include "modules/founding/actions.h"
#include "paper/paper.h"

namespace niangjia::founding {

enum class Paper { request, prepare, report, approve };

struct PaperText {
  std::string issuer;  // whose head it bears
  std::string number;  // 文号; empty: the unit's own papers have none here
  std::string title, addressee;
  std::vector<std::string> paragraphs;
  std::vector<std::vector<std::string>> table;  // first row: heads; empty: none
  std::string signer;
  std::optional<Date> on;
};
// Nothing: the step that the paper tells of has not been done.
std::optional<PaperText> paper_of(const CaseView& view, Paper paper);
std::optional<Paper> paper_named(std::string_view word);
paper::OfficialPaper official_paper(const PaperText& text);

}  // namespace niangjia::founding
