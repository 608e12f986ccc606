#include "sheet/file_problems.h"

#include <fmt/format.h>

namespace niangjia::sheet {

Problem refuse_damaged(std::string inside) {
  Problem problem =
      refuse(Code::invalid, "file.damaged",
             "文件已损坏或没有传完整，无法读取。请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后重新上传。");
  problem.inside.text = std::move(inside);
  return problem;
}

Problem refuse_bomb(std::string inside) {
  Problem problem = refuse(
      Code::too_large, "file.bomb",
      "文件展开后大得不正常，为保证安全没有读取。请新建一个工作簿，只复制需要的数据，保存后重新上传。");
  problem.inside.text = std::move(inside);
  return problem;
}

Problem refuse_entities() {
  return refuse(Code::invalid, "file.bomb",
                "文件里含有表格不应有的实体定义，为保证安全没有读取。请新建一个工作簿，只复制需要的数据，保存"
                "后重新上传。");
}

Problem refuse_encrypted() {
  return refuse(
      Code::invalid, "file.encrypted",
      "文件设有打开密码，无法读取。请在 Excel 或 WPS 中取消密码（文件—信息—保护工作簿），保存后重新上传。");
}

Problem refuse_not_a_workbook(std::string_view what_it_is) {
  std::string what = what_it_is.empty() ? std::string() : fmt::format("（它是{}）", what_it_is);
  return refuse(
      Code::invalid, "file.not_a_workbook",
      fmt::format("这不是可以读取的表格文件{}。请上传 .xlsx 工作簿或 .csv 文件；其他格式请用 Excel 或 WPS "
                  "打开，另存为 .xlsx 后重新上传。",
                  what));
}

Problem refuse_too_many_columns(std::string_view sheet, std::uint32_t row, std::uint32_t max_columns) {
  return refuse(
      Code::too_large, "file.too_many_columns",
      fmt::format("“{}”第 {} 行超过 {} 列。请删去表格右侧多余的列后重新上传。", sheet, row, max_columns));
}

Problem refuse_too_many_rows(std::string_view sheet, std::uint32_t max_rows) {
  return refuse(Code::too_large, "file.too_many_rows",
                fmt::format("“{}”超过 {} 行。请分成几个文件上传。", sheet, max_rows));
}

Problem refuse_cell_too_large(std::string_view sheet, std::uint32_t row, std::uint32_t max_bytes) {
  return refuse(
      Code::too_large, "file.cell_too_large",
      fmt::format("“{}”第 {} 行有一个单元格的内容超过 {} KB。请检查是否粘贴了整篇文字，或少了一个引号，"
                  "改正后重新上传。",
                  sheet, row, max_bytes / 1024));
}

Problem refuse_unknown_encoding(std::uint64_t line) {
  return refuse(
      Code::invalid, "file.unknown_encoding",
      fmt::format(
          "第 {} 行的文字编码无法识别。请用 Excel 或 WPS 打开核对，另存为 .xlsx 或“CSV UTF-8”后重新上传。",
          line));
}

Problem refuse_disk(std::string inside) {
  Problem problem =
      refuse(Code::unavailable, "file.no_space",
             "服务器暂时无法写入临时文件（可能磁盘已满）。请稍后再试，仍不行请联系系统管理员。");
  problem.inside.text = std::move(inside);
  return problem;
}

}  // namespace niangjia::sheet
