#pragma once
// Longitude, latitude and datum of a row: of a station, of an outlet.

#include "modules/census/organisation_judge.h"
#include "record/position.h"

namespace niangjia::census {

struct RowPosition {
  std::string written;
  record::WrittenDatum datum = record::WrittenDatum::unknown;
  std::optional<LonLat> point;  // as written
};
// What was mended or is in doubt is told on the row's verdict; a row without a position is told of by the caller.
// `titled`: the datum that the table's title names, for rows that say none.
RowPosition read_row_position(store::ReadTx& tx, Id realm_id, OrganisationRow& row, std::optional<Datum> titled = {});

}  // namespace niangjia::census
