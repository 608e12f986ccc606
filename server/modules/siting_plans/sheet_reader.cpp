#include "modules/siting_plans/sheet_reader.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "sheet/sheet.h"

namespace niangjia::siting_plans {

namespace {

enum class Title { name, township, address, host_unit, contact, lon, lat, datum, capacity, willing, people, note };
struct TitleWords {
  Title title;
  std::vector<std::string_view> words;
};

const std::vector<TitleWords>& titles() {
  using enum Title;
  static const std::vector<TitleWords> all{
      {name, {"场所名称", "场所", "候选场所", "候选场所名称", "名称", "站点名称", "网点名称", "需求点", "需求点名称", "地点", "地点名称", "点位", "点位名称", "门店名称", "门店"}},
      {township, {"乡镇街道", "镇街", "所属镇街", "所在镇街", "所在乡镇街道", "所属乡镇街道", "街道", "乡镇"}},
      {address, {"地址", "详细地址", "场所地址", "具体地址", "位置"}},
      {host_unit, {"场所提供单位", "场地提供单位", "提供单位", "依托单位", "共建单位", "单位", "单位名称", "所属单位"}},
      {contact, {"联系人", "联系人姓名", "负责人", "责任人"}},
      {lon, {"经度", "东经", "经度坐标", "lng", "lon", "x坐标", "经纬度", "坐标", "位置坐标", "定位"}},
      {lat, {"纬度", "北纬", "纬度坐标", "lat", "y坐标"}},
      {datum, {"坐标系", "坐标系统", "坐标类型", "坐标来源", "地图来源"}},
      {capacity, {"可容纳人数", "容纳人数", "容量", "可服务人数", "接待能力", "可接待人数", "座位数"}},
      {willing, {"是否愿意", "意愿", "是否同意", "愿意提供", "合作意愿"}},
      {people, {"人数", "从业人员", "从业人数", "合计人数", "总人数", "骑手数", "骑手人数", "职工数", "职工人数", "需求人数"}},
      {note, {"备注", "说明"}},
  };
  return all;
}

std::optional<Title> title_of(std::string_view cell) {
  const std::string key = header_key(cell);
  for (const TitleWords& t : titles())
    if (std::find(t.words.begin(), t.words.end(), key) != t.words.end()) return t.title;
  return std::nullopt;
}

using Columns = std::map<Title, std::size_t>;

// A row of titles names the place and at least one thing more.
Columns columns_of(const sheet::Row& row) {
  Columns columns;
  for (std::size_t c = 0; c < row.cells.size(); ++c)
    if (auto title = title_of(row.cells[c].text)) columns.try_emplace(*title, c);
  if (columns.size() < 2 || !columns.contains(Title::name)) columns.clear();
  return columns;
}

Willing read_willing(std::string_view text) {
  const std::string word = trim(text);
  if (word.empty() || contains(word, "未")) return Willing::unknown;
  if (word.starts_with("否") || contains(word, "不") || contains(word, "拒")) return Willing::no;
  return contains(word, "是") || contains(word, "愿") || contains(word, "同意") || contains(word, "√") ? Willing::yes : Willing::unknown;
}

struct RowReader {
  const sheet::Row& row;
  const Columns& columns;

  std::string text(Title title) const {
    auto it = columns.find(title);
    return it == columns.end() ? std::string() : trim(row.at(it->second).text);
  }
  std::optional<std::int64_t> count(Title title, PlaceRow& out, std::string_view what) const {
    const std::string written = text(title);
    if (written.empty()) return std::nullopt;
    const WrittenCount read = read_count(written);
    if (read.ok) return read.value;
    out.doubts.push_back(std::string(what) + "“" + written + "”看不懂，没有登记。");
    return std::nullopt;
  }
  void position(PlaceRow& out) const {
    const std::string lon = text(Title::lon), lat = text(Title::lat), said = text(Title::datum);
    const WrittenPoint read = read_point(lon, lat);
    const auto datum = record::said_datum(said);
    out.place.datum = datum.value_or(record::WrittenDatum::unknown);
    if (lon.empty() && lat.empty()) return;
    out.place.written_position = lat.empty() ? lon : lon.empty() ? lat : lon + "," + lat;
    if (!read.point) out.fault = "经纬度“" + out.place.written_position + "”看不懂或不在中国境内，请写成度数，如 120.4823 和 30.0812。";
    if (read.was_swapped) out.doubts.emplace_back("经度、纬度填反了，已对调。");
    if (!datum) out.doubts.push_back((said.empty() ? std::string("没有注明坐标系") : "坐标系“" + said + "”看不懂") + "，按 GCJ-02（高德）登记，请核对。");
  }
};

PlaceRow read_row(const sheet::Row& row, const Columns& columns, PlaceKind kind) {
  const RowReader read{row, columns};
  PlaceRow out;
  out.row = row.number;
  SitingPlace& p = out.place;
  p.kind = kind, p.name = read.text(Title::name);
  out.township = read.text(Title::township);
  p.address = read.text(Title::address), p.host_unit = read.text(Title::host_unit);
  p.contact_name = read.text(Title::contact), p.note = read.text(Title::note);
  p.willing = read_willing(read.text(Title::willing));
  if (kind == PlaceKind::host) p.capacity = read.count(Title::capacity, out, "可容纳人数");
  else p.people = read.count(Title::people, out, "人数").value_or(0);
  read.position(out);
  if (p.name.empty()) out.fault = "没有填写名称，请补填。";
  return out;
}

bool is_of_sums(const std::string& name) { return name == "合计" || name == "小计" || name == "总计"; }

}  // namespace

Result<PlaceSheet> read_places(const std::string& path, PlaceKind kind) {
  TRY(auto book, sheet::Workbook::open(path));
  PlaceSheet out;
  bool has_titles = false, is_too_long = false;
  for (std::size_t s = 0; s < book->sheets().size(); ++s) {
    if (book->sheets()[s].hidden) continue;
    Columns columns;
    CHECK_OK(book->read(s, [&](const sheet::Row& row) {
      if (columns.empty()) {
        columns = columns_of(row);
        if (columns.empty()) return row.number < 30;
        has_titles = true;
        for (const sheet::Cell& cell : row.cells)
          if (!trim(cell.text).empty() && !title_of(cell.text) && header_key(cell.text) != "序号") out.unread_columns.emplace_back(cell.text);
        return true;
      }
      PlaceRow read = read_row(row, columns, kind);
      const bool is_blank = std::all_of(columns.begin(), columns.end(), [&](const auto& c) { return trim(row.at(c.second).text).empty(); });
      if (is_blank || is_of_sums(read.place.name)) return true;
      out.rows.push_back(std::move(read));
      is_too_long = out.rows.size() > kMostPlaceRows;
      return !is_too_long;
    }));
  }
  if (!has_titles)
    return refuse(Code::invalid, "siting.no_titles",
                  "没有找到表头：要有一列“场所名称”（或“需求点名称”），再加上地址、经度、纬度、坐标系等列。");
  if (is_too_long) return refuse(Code::too_large, "siting.too_many_rows", "一次最多 20000 行，请分成几个文件。");
  if (out.rows.empty()) return refuse(Code::invalid, "siting.no_rows", "表头下面没有内容，请填好后再上传。");
  return out;
}

}  // namespace niangjia::siting_plans
