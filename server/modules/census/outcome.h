#pragma once
// What becomes of a row, and why. Reason codes are stable words: they stand in the returned workbook's data, in --json
// answers and in tests. Each has a sentence that says what is wrong and what to do.

#include <string>
#include <string_view>
#include <vector>

#include "modules/census/census.h"

namespace niangjia::census {

enum class Outcome { accepted, rejected, merged, pending, skipped };
std::string_view outcome_word(Outcome outcome);    // "accepted"
std::string_view outcome_label(Outcome outcome);   // 接受, for the screen
std::string_view outcome_answer(Outcome outcome);  // 是 否 合并 待处理 跳过, for 是否导入成功

enum class Severity {
  error,    // the row is returned
  warning,  // kept; a human should look
  fixed,    // put right without asking
  note,     // said for the record
};
struct Reason {
  std::string_view code;
  Severity severity;
  std::string_view sentence;
};
const Reason* find_reason(std::string_view code);

struct Hit {
  std::string_view code;      // of the table in outcome.cpp
  Field field = Field::kCount;  // the cell to mark; kCount: the row
  std::string detail;           // what the sentence ends with ("与证件号中的 1985-04-26 不一致")
};
std::string sentence_of(const Hit& hit);

struct Verdict {
  Outcome outcome = Outcome::accepted;
  std::vector<Hit> hits;
  std::string title;    // what the row is about, masked: 张** · 330621********0279
  std::string change;   // what it changes: 新建会员，入 ××工会
  void add(std::string_view code, Field field = Field::kCount, std::string detail = {}) {
    hits.push_back({code, field, std::move(detail)});
  }
  Verdict& settle(Outcome o) {
    outcome = o;
    return *this;
  }
  bool has_severity(Severity severity) const;
  bool has_code(std::string_view code) const;
};

}  // namespace niangjia::census
