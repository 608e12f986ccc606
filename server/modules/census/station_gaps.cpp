// A row about a station that stands: what is empty there is filled in, what differs is told and left alone.

#include <algorithm>

#include "base/text.h"
#include "modules/census/station_judge.h"

namespace niangjia::census {

using stations::Station;
using stations::StationKit;
using stations::StationListing;

void StationJudge::keep_gap(Id station_id, std::string field, std::string before, std::string after) {
  writes.gaps.push_back({c_.realm_id, c_.ids.next(), c_.job_id, "station", station_id, std::move(field), std::move(before), std::move(after)});
}

// Kit as a whole, when none is on record; a map by itself.
void StationJudge::fill_parts(OrganisationRow& row, Station& standing, Compared& compared) {
  const std::vector<StationKit>& kit = standing_->kit[standing.id];
  std::vector<StationKit> told = read_kit(row, standing.id);
  if (kit.empty() && !told.empty()) {
    keep_gap(standing.id, "kit", {}, pack_kit(told));
    compared.filled.emplace_back("设施");
    writes.kit.insert(writes.kit.end(), told.begin(), told.end());
  } else if (!told.empty()) {
    std::vector<std::string> unlike;
    for (const StationKit& one : told) {
      const auto same = std::find_if(kit.begin(), kit.end(), [&](const StationKit& k) { return k.item == one.item; });
      if (same == kit.end() || same->state != one.state) unlike.emplace_back(stations::kit_label(one.item));
    }
    if (!unlike.empty()) compared.differs.push_back("设施：表中的“" + join(unlike, "、") + "”与登记不同");
  }
  const std::vector<StationListing>& listings = standing_->listings[standing.id];
  for (StationListing& one : read_maps(row, standing.id)) {
    const std::string label(stations::code_label(stations::StationCodes::platform, one.platform));
    const auto same = std::find_if(listings.begin(), listings.end(), [&](const StationListing& l) { return l.platform == one.platform; });
    // 是 says that some map shows it: nothing new where one does.
    const bool is_told = one.platform == "unsaid" && !listings.empty();
    if (same == listings.end() && !is_told) {
      keep_gap(standing.id, "listing:" + one.platform, {}, pack_listing(one));
      compared.filled.push_back(label + "上图");
      writes.listings.push_back(std::move(one));
    } else if (same != listings.end() && same->state != one.state) {
      compared.differs.push_back(label + "：登记“" + std::string(record::label_of(same->state)) + "”，表中“" + std::string(record::label_of(one.state)) + "”");
    }
  }
}

void StationJudge::compare_standing(store::ReadTx& tx, OrganisationRow& row, const Known& known, const Station& placed) {
  row.verdict.settle(Outcome::merged);
  const auto tell_known = [&] { row.verdict.add(known.is_here ? "dup_station" : "station_stands", Field::station_number); };
  if (known.is_here || !compared_.insert(known.id).second) return tell_known();
  if (!standing_) standing_ = load_standing_stations(tx, c_.realm_id);
  const auto at = standing_->stations.find(known.id);
  if (at == standing_->stations.end() || !c_.scope.covers(at->second.union_path) ||
      at->second.status == stations::StationStatus::withdrawn)
    return tell_known();
  // A number that stands for another name may be a slip of the hand: nothing of it is taken over.
  if (at->second.name_key != placed.name_key) {
    tell_known();
    Compared named;
    named.differs.push_back("站点名称：登记“" + at->second.name + "”，表中“" + placed.name + "”");
    return named.tell(row.verdict, Field::station_name);
  }
  // Read as a new one would be; what was mended in words that are not taken over is nobody's business.
  OrganisationRow said = row;
  Station told = placed;
  told.id = known.id;  // sealed values are bound to their row
  read_position(tx, said, told);
  read_hours(said, told);
  describe(said, told);
  Station after = at->second;
  Compared compared = compare_groups(stations::station_shape, station_groups(), &after, &told,
                                     [&](const FieldGroup& group, std::string before, std::string now) {
                                       keep_gap(known.id, std::string(group.name), std::move(before), std::move(now));
                                     });
  fill_parts(said, after, compared);
  if (compared.filled.empty()) tell_known();
  compared.tell(row.verdict, Field::station_name);
  if (compared.filled.empty()) return;
  if (after.number != at->second.number) by_number_.emplace(after.number, known);
  ++after.version;
  after.updated_at = c_.now;
  if (!c_.is_dry_run)
    writes.journal.push_back(make_journal_row(c_.permit, c_.ids.next(), c_.now,
                                              {"station", after.id, after.union_path, record::to_json(at->second), record::to_json(after), row.verdict.change}));
  writes.filled.push_back(std::move(after));
}

}  // namespace niangjia::census
