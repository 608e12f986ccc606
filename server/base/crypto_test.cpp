#include "base/crypto.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "base/key_file.h"
#include "base/openssl.h"

namespace niangjia {
namespace {

class Folder {
 public:
  Folder() {
    path_ = std::filesystem::temp_directory_path() / ("niangjia-keys-" + to_hex(random_bytes(8)));
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::shared_ptr<Vault> vault_of(const std::string& file, CipherSuite suite) {
  auto vault = Vault::open(file, suite, true);
  EXPECT_TRUE(vault.ok());
  return *vault;
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
  chmod(path.c_str(), 0600);
}

TEST(Hex, reads_back_every_byte) {
  std::string all;
  for (int b = 0; b < 256; ++b) all += static_cast<char>(b);
  EXPECT_EQ(from_hex(to_hex(all)), all);
}

TEST(Hash, agrees_with_the_standards_examples) {
  EXPECT_EQ(to_hex(bytes_of(sha256("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(bytes_of(sha256(""))), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(merkle_leaf("x"), sha256(std::string("\0x", 2)));
  Digest a = sha256("a"), b = sha256("b");
  EXPECT_EQ(merkle_node(a, b), sha256("\1" + std::string(bytes_of(a)) + std::string(bytes_of(b))));
  EXPECT_NE(merkle_node(a, b), merkle_node(b, a));
}

TEST(Hash, sm3_and_hkdf_agree_with_their_standards) {
  openssl::Digester sm3(EVP_MD_fetch(nullptr, "SM3", nullptr));
  unsigned char out[32];
  ASSERT_EQ(EVP_Digest("abc", 3, out, nullptr, sm3.get(), nullptr), 1);
  EXPECT_EQ(to_hex({reinterpret_cast<char*>(out), 32}),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");  // GB/T 32905, A.1
  EXPECT_EQ(
      to_hex(openssl::derive_key(std::string(22, '\x0b'), "", 42)),
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");  // RFC 5869
                                                                                                // A.3
}

// RFC 4648 section 10 in the alphabet of section 5; RFC 7636 appendix B gives the last.
TEST(Base64url, reads_one_text_for_each_row_of_bytes) {
  for (const auto& [plain, text] : {std::pair<std::string, std::string>{"", ""}, {"f", "Zg"}, {"fo", "Zm8"},
                                    {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"\xfb\xff", "-_8"}}) {
    EXPECT_EQ(to_base64url(plain), text);
    EXPECT_EQ(from_base64url(text), plain);
  }
  EXPECT_EQ(to_base64url(bytes_of(sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  for (const char* wrong : {"Z", "Zh", "Zm9", "Zg==", "Zm+v", "Zm 9", "Zm9vY", "Zm9v\n"})
    EXPECT_FALSE(from_base64url(wrong)) << wrong;
}

TEST(Random, tokens_have_256_bits_and_never_repeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    std::string token = random_token();
    ASSERT_EQ(token.size(), 43u);
    ASSERT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    ASSERT_TRUE(seen.insert(token).second);
  }
  EXPECT_EQ(random_bytes(0), "");
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST(Password, is_verified_and_salted) {
  std::string phc = hash_password("合适的口令2024");
  EXPECT_TRUE(phc.starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(phc, "合适的口令2024"));
  EXPECT_FALSE(verify_password(phc, "合适的口令2025"));
  EXPECT_FALSE(verify_password("", ""));
  EXPECT_FALSE(verify_password("$argon2id$nonsense", "x"));
  EXPECT_FALSE(verify_password(std::string(500, 'x'), "x"));
  EXPECT_NE(hash_password("a"), hash_password("a"));
}

TEST(Totp, agrees_with_the_examples_of_rfc_6238) {
  std::string secret = "12345678901234567890";
  EXPECT_EQ(totp_code(secret, {59'000}), "287082");
  EXPECT_EQ(totp_code(secret, {1'111'111'109'000}), "081804");
  EXPECT_EQ(totp_code(secret, {20'000'000'000'000}), "353130");
}

TEST(Totp, accepts_one_step_around_and_each_code_once) {
  std::string secret = "12345678901234567890";
  Instant now{1'700'000'000'000};
  std::int64_t step = now.ms / 30'000;
  EXPECT_EQ(verify_totp(secret, totp_code(secret, now), now, 0), step);
  EXPECT_EQ(verify_totp(secret, totp_code(secret, {now.ms - 30'000}), now, 0), step - 1);
  EXPECT_EQ(verify_totp(secret, totp_code(secret, {now.ms + 30'000}), now, 0), step + 1);
  EXPECT_EQ(verify_totp(secret, totp_code(secret, {now.ms - 60'000}), now, 0), -1);
  EXPECT_EQ(verify_totp(secret, totp_code(secret, now), now, step), -1);
  EXPECT_EQ(verify_totp(secret, "12345", now, 0), -1);
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(to_base32("f"), "MY");
  EXPECT_EQ(to_base32(""), "");
}

TEST(VaultTest, both_suites_seal_and_each_reads_the_others_envelopes) {
  Folder folder;
  auto aes = vault_of(folder.file("keys"), CipherSuite::aes_256_gcm);
  auto sm = vault_of(folder.file("keys"), CipherSuite::sm4_ctr_hmac_sm3);
  for (std::string plain : {std::string(), std::string("11010519491231002X"), std::string(5000, '\0')}) {
    std::string a = aes->seal(plain, "people", "number", 42);
    std::string b = sm->seal(plain, "people", "number", 42);
    EXPECT_EQ(a.size(), plain.size() + 3 + 12 + 16);
    EXPECT_EQ(b.size(), plain.size() + 3 + 16 + 32);
    EXPECT_EQ(a.substr(0, 3), "\1\1\1");
    EXPECT_EQ(b.substr(0, 3), "\1\2\1");
    EXPECT_EQ(*sm->unseal(a, "people", "number", 42), plain);
    EXPECT_EQ(*aes->unseal(b, "people", "number", 42), plain);
    EXPECT_NE(aes->seal(plain, "people", "number", 42), a);
  }
}

TEST(VaultTest, a_cell_moved_or_changed_does_not_open) {
  Folder folder;
  for (CipherSuite suite : {CipherSuite::aes_256_gcm, CipherSuite::sm4_ctr_hmac_sm3}) {
    auto vault = vault_of(folder.file("keys"), suite);
    std::string sealed = vault->seal("11010519491231002X", "people", "number", 42);
    EXPECT_FALSE(vault->unseal(sealed, "people", "number", 43).ok());
    EXPECT_FALSE(vault->unseal(sealed, "people", "phone", 42).ok());
    EXPECT_FALSE(vault->unseal(sealed, "peoplen", "umber", 42).ok());
    for (std::size_t i = 0; i < sealed.size(); ++i) {
      std::string changed = sealed;
      changed[i] ^= 4;
      EXPECT_FALSE(vault->unseal(changed, "people", "number", 42).ok()) << i;
      EXPECT_FALSE(vault->unseal(sealed.substr(0, i), "people", "number", 42).ok()) << i;
    }
    EXPECT_EQ(*vault->unseal(sealed, "people", "number", 42), "11010519491231002X");
  }
}

TEST(VaultTest, blind_indexes_depend_on_kind_text_key_and_suite) {
  Folder folder;
  auto vault = vault_of(folder.file("keys"), CipherSuite::aes_256_gcm);
  auto again = vault_of(folder.file("keys"), CipherSuite::aes_256_gcm);
  auto other = vault_of(folder.file("other"), CipherSuite::aes_256_gcm);
  auto sm = vault_of(folder.file("keys"), CipherSuite::sm4_ctr_hmac_sm3);
  std::string index = vault->blind_index("identity", "11010519491231002X");
  EXPECT_EQ(index.size(), 16u);
  EXPECT_EQ(again->blind_index("identity", "11010519491231002X"), index);
  EXPECT_NE(vault->blind_index("phone", "11010519491231002X"), index);
  EXPECT_NE(vault->blind_index("identity1", "1010519491231002X"), index);
  EXPECT_NE(other->blind_index("identity", "11010519491231002X"), index);
  EXPECT_NE(sm->blind_index("identity", "11010519491231002X"), index);
}

TEST(VaultTest, eight_threads_use_one_vault) {
  Folder folder;
  auto vault = vault_of(folder.file("keys"), CipherSuite::aes_256_gcm);
  std::string index = vault->blind_index("k", "t");
  std::vector<std::thread> threads;
  std::vector<int> good(8);
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i) {
        auto opened = vault->unseal(vault->seal("text", "a", "b", i), "a", "b", i);
        if (opened.ok() && *opened == "text" && vault->blind_index("k", "t") == index) ++good[t];
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, std::vector<int>(8, 500));
}

TEST(KeyFileTest, is_made_once_private_and_read_again) {
  Folder folder;
  std::string path = folder.file("keys");
  EXPECT_FALSE(Vault::open(path, CipherSuite::aes_256_gcm, false).ok());
  EXPECT_FALSE(std::filesystem::exists(path));
  auto first = open_key_file(path, true);
  ASSERT_TRUE(first.ok());
  struct stat about {};
  ASSERT_EQ(stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  EXPECT_EQ(open_key_file(path, true)->masters, first->masters);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.file("")), {}), 1);
}

TEST(KeyFileTest, one_that_others_may_read_is_refused_with_a_sentence) {
  Folder folder;
  std::string path = folder.file("keys");
  ASSERT_TRUE(open_key_file(path, true).ok());
  chmod(path.c_str(), 0640);
  auto refused = Vault::open(path, CipherSuite::aes_256_gcm, true);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().reason, "keys.readable_by_others");
  EXPECT_NE(refused.problem().message.find("chmod 600"), std::string::npos);
}

TEST(KeyFileTest, damage_is_told_with_its_line_and_nothing_is_replaced) {
  Folder folder;
  std::string path = folder.file("keys");
  std::string hex(64, 'a');
  for (std::string text :
       {std::string(), std::string("niangjia-keys 2\n"), "niangjia-keys 1\nkey 1 " + hex + "\n",
        "niangjia-keys 1\nactive 1\nkey 1 " + hex.substr(1) + "\n",
        "niangjia-keys 1\nactive 1\nkey 1 " + hex + "\nkey 1 " + hex + "\n",
        "niangjia-keys 1\nactive 1\nkey 0 " + hex + "\n", "niangjia-keys 1\nactive 2\nkey 1 " + hex + "\n",
        std::string(70000, 'x')}) {
    write_file(path, text);
    auto keys = open_key_file(path, true);
    ASSERT_FALSE(keys.ok()) << text;
    EXPECT_EQ(keys.problem().reason, "keys.damaged");
  }
}

TEST(KeyFileTest, a_second_key_seals_while_the_first_still_opens_and_indexes) {
  Folder folder;
  std::string path = folder.file("keys");
  std::string one = "key 1 " + std::string(64, 'a') + "\n";
  write_file(path, "niangjia-keys 1\nactive 1\n" + one);
  auto before = vault_of(path, CipherSuite::aes_256_gcm);
  std::string sealed = before->seal("text", "a", "b", 1);
  write_file(path, "niangjia-keys 1\nactive 2\n" + one + "key 2 " + std::string(64, 'b') + "\n");
  auto after = vault_of(path, CipherSuite::aes_256_gcm);
  EXPECT_EQ(*after->unseal(sealed, "a", "b", 1), "text");
  EXPECT_EQ(after->blind_index("k", "t"), before->blind_index("k", "t"));
  EXPECT_FALSE(before->unseal(after->seal("text", "a", "b", 1), "a", "b", 1).ok());
}

}  // namespace
}  // namespace niangjia
