#include "modules/census/written_position.h"

#include "modules/stations/stations.h"

namespace niangjia::census {

namespace {

bool says_nothing(std::string_view word) {
  for (std::string_view nothing : {"/", "-", "—", "无", "空", "未知", "不详", "不清楚", "不明", "未注明"})
    if (word == nothing) return true;
  return word.empty();
}

}  // namespace

RowPosition read_row_position(store::ReadTx& tx, Id realm_id, OrganisationRow& row, std::optional<Datum> titled) {
  const std::string lon = row.text(Field::longitude), lat = row.text(Field::latitude);
  std::string said = row.text(Field::datum);
  if (says_nothing(said)) said.clear();
  // 采集方式 often says what 坐标系 leaves open: 百度地图拾取.
  if (const std::string method = row.text(Field::position_method); said.empty() && (read_datum(method) || datum_beside(method))) said = method;
  RowPosition at{lat.empty() ? lon : lon.empty() ? lat : lon + "," + lat, record::WrittenDatum::unknown, {}};
  std::optional<Datum> datum = said.empty() ? datum_beside(at.written) : read_datum(said);
  if (!said.empty() && !datum) datum = datum_beside(said);
  if (said.empty() && !datum) datum = titled;
  if (datum) at.datum = record::from_word<record::WrittenDatum>(datum_word(*datum)).value_or(record::WrittenDatum::unknown);
  if (at.written.empty()) return at;
  const WrittenPoint written = read_point(lon, lat);
  at.point = written.point;
  if (!at.point) return row.verdict.add("lonlat_bad", Field::longitude, at.written), at;
  if (written.was_swapped) row.verdict.add("lonlat_swapped", Field::longitude);
  if (written.was_in_one_cell) row.verdict.add("lonlat_one_cell", Field::longitude);
  if (written.was_in_degrees) row.verdict.add("lonlat_dms", Field::longitude);
  if (written.was_full_width) row.verdict.add("lonlat_fullwidth", Field::longitude);
  if (!datum) row.verdict.add(said.empty() ? "datum_missing" : "datum_unknown", Field::datum, said);
  const std::string why = stations::why_outside(tx, realm_id, *at.point, at.datum);
  if (!why.empty()) row.verdict.add("outside_outline", Field::datum, why);
  return at;
}

}  // namespace niangjia::census
