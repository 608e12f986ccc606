#include "modules/members/export.h"

#include <filesystem>

#include "access/taken_list.h"
#include "modules/categories/categories.h"
#include "modules/members/item.h"
#include "modules/members/quality.h"
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

using MakeRow = std::vector<OutCell> (*)(const Vault& vault, const Person& p, const ItemWriter& names);

std::int64_t write_rows(House& house, const Actor& actor, store::ReadTx& tx, const Scope& scope, PersonQuery query,
                        sheet::WorkbookWriter& book, MakeRow make_row) {
  std::int64_t rows = 0;
  query.limit = kPart;
  query.after_id = 0;
  for (;;) {
    auto people = list_people(tx, scope, query);
    tell_problems(tx, actor.realm_id, people, true);
    ItemWriter names(house.vault, actor, places_of_unions(tx, actor.realm_id, union_ids_of(people)));
    for (const Person& p : people) book.add_row(make_row(house.vault, p, names));
    rows += static_cast<std::int64_t>(people.size());
    if (people.size() < static_cast<std::size_t>(kPart)) return rows;
    query.after_id = people.back().id;
    query.after_path = people.back().union_path;
  }
}

// A telephone that stands is left out: masked it could not be read again, and it is not asked for.
std::vector<OutCell> repair_row(const Vault& vault, const Person& p, const ItemWriter& names) {
  const categories::Category* category = categories::category_by_code(p.category);
  std::vector<OutCell> row;
  for (std::string text :
       {id_to_wire("mem", p.id), p.name, masked_identity(vault, p), std::string(names.union_name(p.union_id)),
        std::string(), day_text(p.joined_on), category ? category->name : std::string(), p.platform, p.ethnicity,
        p.education, p.politics, problem_text(p.problems)})
    row.push_back(text_cell(std::move(text)));
  return row;
}

std::vector<OutCell> titles(std::initializer_list<const char*> words) {
  std::vector<OutCell> row;
  for (const char* title : words) row.push_back(text_cell(title, Style::header));
  return row;
}

struct Form {
  std::string name, note, reason;
  std::vector<OutCell> header;
  std::vector<double> widths;
  MakeRow make_row = nullptr;
};

Result<Exported> write_form(House& house, const Actor& actor, const PersonQuery& query, const Form& form) {
  Scope scope = visible(actor, "members.export");
  if (scope.sees_nothing())
    return refuse(Code::forbidden, "access.forbidden", "您没有导出会员名单的权限，请联系县总工会。");
  const Taking taking(house, actor);
  Exported out;
  out.file = (std::filesystem::temp_directory_path() / ("niangjia-" + random_token() + ".xlsx")).string();
  TRY(auto book, sheet::WorkbookWriter::create(out.file, taking.watermark()));
  book->begin_sheet({.name = form.name,
                     .column_widths = form.widths,
                     .freeze_rows = 2,
                     .landscape_one_page_wide = true,
                     .merges = {{1, 1, 0, static_cast<std::uint32_t>(form.header.size() - 1)}}});
  book->add_row({text_cell(taking.note() + form.note, Style::note)});
  book->add_row(form.header);
  TRY(out.rows, house.database.read([&](store::ReadTx& tx) -> Result<std::int64_t> {
    return write_rows(house, actor, tx, scope, query, *book, form.make_row);
  }));
  CHECK_OK(book->finish());
  const std::string reason = "导出 " + std::to_string(out.rows) + " 人" + (form.reason.empty() ? "" : "：" + form.reason);
  TRY(out.file, taking.journalled(scope, "member", reason, {out.file, out.rows}));
  return out;
}

}  // namespace

Result<Exported> export_people(House& house, const Actor& actor, PersonQuery query, std::string_view asked) {
  return write_form(house, actor, query,
                    {"会员名单", "，号码已遮盖", std::string(asked),
                     titles({"姓名", "性别", "出生日期", "证件号码", "联系电话", "所属工会", "会籍状态", "入会日期",
                             "新就业形态类别", "平台（品牌）", "民族", "学历", "政治面貌", "是否农民工", "待完善", "备注"}),
                     {10, 6, 12, 22, 14, 36, 10, 12, 16, 14, 8, 10, 12, 10, 20, 20},
                     person_row});
}

Result<Exported> export_repairs(House& house, const Actor& actor, PersonQuery query) {
  if (!query.problem_bit) query.problem_bit = kDisqualifying;
  return write_form(house, actor, query,
                    {"会员信息采集表", "，请只填空着的格，会员编号不要改，填好后在“导入”按会员信息采集表导入", "待补正名单",
                     titles({"会员编号", "姓名", "证件号码", "所属工会", "移动电话", "入会日期", "新就业形态类别", "平台（品牌）",
                             "民族", "学历", "政治面貌", "待补正"}),
                     {20, 10, 22, 36, 16, 12, 16, 14, 8, 10, 12, 26},
                     repair_row});
}

}  // namespace niangjia::members
