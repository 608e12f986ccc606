#pragma once
// The rows behind a figure, page by page (row_store.cpp), and how they are told (rows.cpp).

#include "modules/figures/query.h"

namespace niangjia::figures {

enum class RowSource {
  facts,
  standing,
  unqualified,
  unions,
  couriers,
  outlets,
  brands,
  new_units,
  all_units,
  stations,
  served
};
enum class RowSubject { member, trade_union, outlet, unit, brand, station, served };

struct RowsAsk {
  Place place;
  RowSource source = RowSource::facts;
  RowSubject subject = RowSubject::member;
  int indicator = 0;
  std::string from_text, to_text;  // days
  bool is_past = false;            // facts stand after `to`
  bool any_category = true;
  std::vector<int> categories;
  std::string after_sort;
  Id after_id = 0;  // 0: from the beginning
  int limit = 50;
};
struct FigureRow {
  std::string sort, title, day, path, note, union_name;
  Id id = 0, subject_id = 0, union_id = 0;
  std::int64_t amount = 0;
};
std::vector<FigureRow> list_rows(store::ReadTx& tx, const RowsAsk& ask);

}  // namespace niangjia::figures
