// niangjia site: where the next stations should go, for a plain problem file.
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/commands.h"
#include "siting/siting.h"
#include "siting/solver_process.h"

namespace niangjia::app {

namespace {

Result<std::string> file_text(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse(Code::not_found, "file.missing", "找不到文件 " + path + "，请检查路径。");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<std::string> solved(const SiteCommand& command, siting::Problem& problem) {
  TRY(std::string text, file_text(command.file));
  TRY(problem, siting::read_problem(text));
  if (command.seconds > 0) problem.seconds = command.seconds;
  problem.wants_second = !command.only_best;
  TRY(siting::Solution solution, siting::solve(problem));
  if (command.json) return siting::solution_json(problem, solution);
  std::string out = "选中：";
  for (std::size_t j : solution.best.chosen) out += problem.sites[j].id + " ";
  out += "\n数值：" + std::to_string(solution.best.value) + "，界：" + std::to_string(solution.bound) +
         (solution.is_proven ? "（已证明最优）" : "（差距 " + std::to_string(solution.gap() * 100) + "%）") +
         "\n未覆盖需求点：" + std::to_string(solution.best.uncovered.size()) + " 个，用时 " + std::to_string(solution.seconds) + " 秒";
  return out;
}

}  // namespace

int run_site(const SiteCommand& command) {
  if (command.with_parent) siting::end_with_parent();
  siting::Problem problem;
  auto out = solved(command, problem);
  if (!out.ok()) return tell(out.problem(), command.json);
  std::cout << *out << std::endl;
  return 0;
}

}  // namespace niangjia::app
