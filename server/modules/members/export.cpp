#include "modules/members/export.h"

#include <filesystem>

#include "access/taken_list.h"
#include "modules/categories/categories.h"
#include "modules/members/item.h"
#include "sheet/sheet.h"

namespace niangjia::members {

namespace {

using sheet::OutCell;
using sheet::Style;

constexpr int kPart = 500;

OutCell text_cell(std::string text, Style style = Style::text) {
  OutCell cell;
  cell.kind = OutCell::Kind::text;
  cell.text = std::move(text);
  cell.style = style;
  return cell;
}

std::vector<OutCell> header_row() {
  std::vector<OutCell> row;
  for (const char* title :
       {"姓名", "性别", "出生日期", "证件号码", "联系电话", "所属工会", "会籍状态", "入会日期",
        "新就业形态类别", "平台（品牌）", "民族", "学历", "政治面貌", "是否农民工", "待完善", "备注"})
    row.push_back(text_cell(title, Style::header));
  return row;
}

std::string day_text(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }

std::string problem_text(int problems) {
  std::string out;
  for (const ProblemWord& p : problem_words())
    if (problems & p.bit) out.append(out.empty() ? "" : "；").append(p.label);
  return out;
}

std::vector<OutCell> person_row(const Vault& vault, const Person& p, const ItemWriter& names) {
  const categories::Category* category = categories::category_by_code(p.category);
  std::vector<OutCell> row;
  for (std::string text :
       {p.name,
        std::string(p.sex == 1   ? "男"
                    : p.sex == 2 ? "女"
                                 : ""),
        day_text(p.born_on), masked_identity(vault, p), masked_phone(vault, p),
        std::string(names.union_name(p.union_id)), std::string(record::label_of(p.standing)),
        day_text(p.joined_on), category ? category->name : std::string(), p.platform, p.ethnicity,
        p.education, p.politics,
        std::string(p.is_migrant == 1   ? "是"
                    : p.is_migrant == 2 ? "否"
                                        : ""),
        problem_text(p.problems), p.note})
    row.push_back(text_cell(std::move(text)));
  return row;
}

std::vector<Id> union_ids_of(const std::vector<Person>& people) {
  std::vector<Id> ids;
  for (const Person& p : people) ids.push_back(p.union_id);
  return ids;
}

std::int64_t write_rows(House& house, const Actor& actor, store::ReadTx& tx, const Scope& scope,
                        PersonQuery query, sheet::WorkbookWriter& book) {
  std::int64_t rows = 0;
  query.limit = kPart;
  query.after_id = 0;
  for (;;) {
    auto people = list_people(tx, scope, query);
    ItemWriter names(house.vault, actor, places_of_unions(tx, actor.realm_id, union_ids_of(people)));
    for (const Person& p : people) book.add_row(person_row(house.vault, p, names));
    rows += static_cast<std::int64_t>(people.size());
    if (people.size() < static_cast<std::size_t>(kPart)) return rows;
    query.after_id = people.back().id;
    query.after_path = people.back().union_path;
  }
}

}  // namespace

Result<Exported> export_people(House& house, const Actor& actor, PersonQuery query, std::string_view asked) {
  Scope scope = visible(actor, "members.export");
  if (scope.sees_nothing())
    return refuse(Code::forbidden, "access.forbidden", "您没有导出会员名单的权限，请联系县总工会。");
  const Taking taking(house, actor);
  Exported out;
  out.file = (std::filesystem::temp_directory_path() / ("niangjia-" + random_token() + ".xlsx")).string();
  TRY(auto book, sheet::WorkbookWriter::create(out.file, taking.watermark()));
  book->begin_sheet({.name = "会员名单",
                     .column_widths = {10, 6, 12, 22, 14, 36, 10, 12, 16, 14, 8, 10, 12, 10, 20, 20},
                     .freeze_rows = 2,
                     .landscape_one_page_wide = true,
                     .merges = {{1, 1, 0, 15}}});
  book->add_row({text_cell(taking.note() + "，号码已遮盖", Style::note)});
  book->add_row(header_row());
  TRY(out.rows, house.database.read([&](store::ReadTx& tx) -> Result<std::int64_t> {
    return write_rows(house, actor, tx, scope, query, *book);
  }));
  CHECK_OK(book->finish());
  std::string reason =
      "导出 " + std::to_string(out.rows) + " 人" + (asked.empty() ? "" : "：" + std::string(asked));
  TRY(out.file, taking.journalled(scope, "member", reason, {out.file, out.rows}));
  return out;
}

}  // namespace niangjia::members
