// The lists as workbooks: exactly what is shown.

#include "access/taken_list.h"
#include "base/text.h"
#include "modules/registrations/wire.h"

namespace niangjia::registrations {

namespace {

// A list of words is written as people read it.
sheet::OutCell cell_of(const sheet::BookColumn& column, const std::vector<std::string>& matters, const void* row) {
  if (column.field->name != "matters") return sheet::book_cell(*column.field, row);
  std::vector<std::string> labels;
  for (const std::string& word : matters) labels.emplace_back(matter_label(word));
  return sheet::text_cell(join(labels, "、"));
}

// `next`: the rows after the last one, or the first ones.
template <class Row>
Result<sheet::WrittenBook> book_of(const Taking& taking, const std::string& title, const record::Shape& shape,
                                   const Query& query, const std::function<std::vector<Row>(const Row*)>& next) {
  auto columns = sheet::book_columns(shape, {}, value_of(query, "columns"));
  std::vector<Row> page = next(nullptr);
  std::size_t at = 0;
  return sheet::write_book(title, taking.note(), taking.watermark(), columns,
                           [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                             if (at == page.size() && !page.empty()) {
                               const Row last = page.back();
                               page = next(&last);
                               at = 0;
                             }
                             if (page.empty()) return false;
                             for (const auto& column : columns)
                               cells.push_back(cell_of(column, page[at].matters, &page[at]));
                             ++at;
                             return true;
                           });
}

}  // namespace

Result<std::string> export_registrations(House& house, const Actor& actor, const Query& query) {
  Scope scope = visible(actor, "registrations.read");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(RegistrationFilter filter, read_registration_filter(tx, scope, query, house.clock.today()));
    return book_of<Registration>(taking, "法人资格登记", registration_shape, query, [&](const Registration* last) {
      return list_registrations(tx, scope, filter, last ? last->id : 0, kMaxPageRows);
    });
  }));
  return taking.journalled(scope, "registration", "导出法人资格登记", book);
}

Result<std::string> export_duties(House& house, const Actor& actor, const Query& query) {
  Scope scope = visible(actor, "registrations.read");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(DutyFilter filter, read_duty_filter(tx, scope, query, house.clock.today()));
    return book_of<Duty>(taking, "应办法人资格登记", duty_shape, query, [&](const Duty* last) {
      if (last) filter.after = DutyPlace{last->since_on, last->id, std::string(record::word_of(last->kind))};
      return list_duties(tx, scope, filter, kMaxPageRows);
    });
  }));
  return taking.journalled(scope, "registration", "导出应办法人资格登记", book);
}

}  // namespace niangjia::registrations
