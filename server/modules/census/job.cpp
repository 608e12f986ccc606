#include "modules/census/job.h"

#include <boost/json.hpp>

#include "base/text.h"

namespace niangjia::census {

void Counts::take(const Verdict& verdict) {
  ++rows;
  switch (verdict.outcome) {
    case Outcome::accepted: ++accepted; break;
    case Outcome::rejected: ++rejected; break;
    case Outcome::merged: ++merged; break;
    case Outcome::pending: ++pending; break;
    case Outcome::skipped: ++skipped; break;
  }
  if (verdict.has_severity(Severity::warning)) ++warned;
  for (const Hit& hit : verdict.hits) ++reasons[std::string(hit.code)];
}

std::string Counts::json() const {
  std::string out = "{";
  auto number = [&](std::string_view name, std::int64_t value) {
    out += (out.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":" + std::to_string(value);
  };
  number("rows", rows), number("accepted", accepted), number("rejected", rejected), number("merged", merged);
  number("pending", pending), number("skipped", skipped), number("warned", warned);
  out += ",\"reasons\":{";
  bool first = true;
  for (const auto& [code, n] : reasons) {
    out += (first ? "\"" : ",\"") + code + "\":" + std::to_string(n);
    first = false;
  }
  return out + "}}";
}

Counts Counts::from_json(std::string_view text) {
  Counts counts;
  boost::system::error_code ec;
  auto value = boost::json::parse(boost::json::string_view(text.data(), text.size()), ec);
  if (ec || !value.is_object()) return counts;
  const auto& object = value.get_object();
  auto number = [&](const char* name) {
    auto it = object.find(name);
    return it != object.end() && it->value().is_int64() ? it->value().get_int64() : 0;
  };
  counts.rows = number("rows"), counts.accepted = number("accepted"), counts.rejected = number("rejected");
  counts.merged = number("merged"), counts.pending = number("pending"), counts.skipped = number("skipped");
  counts.warned = number("warned");
  if (auto it = object.find("reasons"); it != object.end() && it->value().is_object())
    for (const auto& [code, n] : it->value().get_object())
      if (n.is_int64()) counts.reasons[std::string(code)] = n.get_int64();
  return counts;
}

ImportRow make_import_row(Id realm_id, Id job_id, std::int64_t seq, std::size_t sheet, std::uint32_t row,
                          const Verdict& verdict) {
  ImportRow out;
  out.realm_id = realm_id, out.job_id = job_id, out.seq = seq;
  out.sheet = static_cast<std::int64_t>(sheet), out.row_number = row;
  out.outcome = outcome_word(verdict.outcome);
  for (const Hit& hit : verdict.hits) {
    if (!out.reasons.empty()) out.reasons += '\n';
    out.reasons += std::string(hit.code) + "|" + std::to_string(static_cast<int>(hit.field)) + "|" + hit.detail;
  }
  out.title = verdict.title;
  out.change_text = verdict.change;
  return out;
}

std::vector<Hit> hits_of(const ImportRow& row) {
  std::vector<Hit> hits;
  for (const auto& line : split(row.reasons, '\n')) {
    auto parts = split(line, '|');
    const Reason* reason = parts.empty() ? nullptr : find_reason(parts[0]);
    if (!reason) continue;
    Hit hit{reason->code, Field::kCount, {}};
    if (parts.size() > 1) hit.field = static_cast<Field>(std::atoi(parts[1].c_str()));
    if (parts.size() > 2) hit.detail = parts[2];
    hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace niangjia::census
