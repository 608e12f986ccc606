#include "modules/census/service_columns.h"

#include <algorithm>

#include "base/text.h"
#include "modules/census/service_words.h"
#include "modules/census/sheet_station.h"

namespace niangjia::census {

namespace {

// The word by which a ledger's row is looked up: exactly what is written, else what the longer text holds.
std::string word_of_sheet(const SheetLayout& sheet, const std::vector<stations::StationPlace>& places) {
  for (const std::string& written : {sheet.station, sheet.name}) {
    if (written.empty()) continue;
    const std::string key = organisation_key(written), number = to_upper_ascii(remove_spaces(to_half_width(written)));
    const bool is_exact = std::any_of(places.begin(), places.end(), [&](const stations::StationPlace& p) {
      return p.name_key == key || (!p.number.empty() && p.number == number);
    });
    if (is_exact) return written;
    if (const auto* place = station_within(written, places)) return place->number.empty() ? place->name : place->number;
  }
  const auto* place = station_within(sheet.title, places);
  if (!place) return {};
  return place->number.empty() ? place->name : place->number;
}

}  // namespace

SheetStations::SheetStations(const Layout& layout, const std::vector<stations::StationPlace>& places) {
  for (const SheetLayout& sheet : layout.sheets)
    if (sheet.is_data && sheet.is_of_station) words_[sheet.sheet] = word_of_sheet(sheet, places);
}

ServiceRow SheetStations::named(ServiceRow row) const {
  const auto word = words_.find(row.raw.sheet);
  if (word == words_.end()) return row;
  // Two sheets may say the same of one day; they are of two stations.
  row.as_written += "sheet=" + std::to_string(row.raw.sheet) + "\n";
  row.is_of_unknown_sheet = word->second.empty();
  row.raw.texts[Field::station_name] = row.is_of_unknown_sheet ? row.raw.sheet_name : word->second;
  return row;
}

void ServiceJudge::judge_columns(ServiceRow& row, const stations::StationPlace& place, bool is_double) {
  Verdict& verdict = row.raw.verdict;
  verdict.title = place.name + " · " + row.raw.text(Field::given_at);
  if (row.counts.empty()) {
    verdict.settle(Outcome::skipped);
    return verdict.add("no_count_in_row");
  }
  std::vector<const services::ServiceItem*> items;
  std::int64_t sum = 0;
  for (const ItemCount& count : row.counts) {
    items.push_back(item_of_column(items_, count.title));
    if (!items.back()) return verdict.add("unknown_item", Field::count_column, count.title);
    if (count.amount == 0) return verdict.add("bad_count", Field::count_column, count.title + "：" + count.written);
    sum += count.amount;
  }
  if (!settle_when(row, place)) return;
  if (!c_.scope.covers(place.union_path)) return verdict.add("outside_scope", Field::station_name);
  verdict.settle(Outcome::merged);
  if (is_double) return verdict.add("dup_row");
  std::string change;
  bool is_part_here = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    row.given.item = items[i]->name, row.given.amount = row.counts[i].amount;
    if (is_on_record(row)) {
      is_part_here = true;
      continue;
    }
    take(row, place);
    change += (change.empty() ? "" : "、") + row.given.item + " " + std::to_string(row.given.amount) + "人次";
  }
  if (change.empty()) return verdict.add("already_here");
  verdict.settle(Outcome::accepted);
  verdict.change = std::move(change);
  if (is_part_here) verdict.add("part_already_here");
  const WrittenCount total = read_times(row.raw.text(Field::service_amount));
  if (total.ok && total.value != sum)
    verdict.add("columns_sum_differs", Field::service_amount, std::to_string(sum) + "和" + std::to_string(total.value));
}

}  // namespace niangjia::census
