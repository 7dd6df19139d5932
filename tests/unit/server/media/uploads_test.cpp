#include "server/media/uploads.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "server/media/kinds.h"

using namespace pochin::server;
using namespace std::string_view_literals;
namespace fs = std::filesystem;

namespace {

struct Disk {
  fs::path root = fs::temp_directory_path() / ("pochin-media-" + std::to_string(getpid()));
  Uploads uploads;
  Disk() : uploads(*Uploads::open((fs::remove_all(root), root.string()))) {}
  ~Disk() { fs::remove_all(root); }

  Checked<CompleteFile> send(std::string_view name, std::string_view bytes, const UploadLimits& limits = {}) {
    const auto size = static_cast<int64_t>(bytes.size());
    REQUIRE(uploads.begin("f_1", size));
    REQUIRE(uploads.append("f_1", 0, bytes, size));
    return uploads.complete("f_1", name, size, limits);
  }
  size_t unfinished() const { return static_cast<size_t>(std::distance(fs::directory_iterator(root / "parts"), {})); }
};

// A zip's local header with a name and nothing in it.
std::string member(std::string_view name) {
  std::string head(
      "PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"sv);
  head += static_cast<char>(name.size());
  head += std::string(3, '\0');
  return head + std::string(name);
}

const std::string kPdf = "%PDF-1.7\nпротокол";

}  // namespace

TEST_CASE("a file is known by its first bytes") {
  CHECK(sniff_kind(kPdf) == "pdf");
  CHECK(sniff_kind("\xff\xd8\xff\xe0") == "jpg");
  CHECK(sniff_kind("\x89PNG\r\n\x1a\n") == "png");
  CHECK(sniff_kind("\0\0\0\x18"
                   "ftypheic\0\0"sv) == "heic");
  CHECK(sniff_kind(member("[Content_Types].xml") + member("word/document.xml")) == "docx");
  CHECK(sniff_kind(member("[Content_Types].xml") + member("xl/workbook.xml")) == "xlsx");
  CHECK(sniff_kind(member("mimetype") + "application/vnd.oasis.opendocument.text") == "odt");
  CHECK(sniff_kind(member("mimetype") + "application/vnd.oasis.opendocument.spreadsheet") == "ods");
  CHECK(sniff_kind("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "doc");
  CHECK(sniff_kind(member("photo.jpg")) == "zip");
  CHECK(sniff_kind("<html><script>alert(1)</script>").empty());
  CHECK(sniff_kind("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>").empty());
  CHECK(sniff_kind("<!--ftypheic--><script>alert(1)</script>").empty());
  CHECK(sniff_kind("MZ\x90").empty());
  CHECK(sniff_kind("\0\0\0\x18"
                   "ftypisom\0\0"sv)
            .empty());
  CHECK(sniff_kind("").empty());
}

TEST_CASE("names are data: Cyrillic stays, paths and tricks do not") {
  CHECK(clean_file_name("Протокол схода № 5.pdf") == "Протокол схода № 5.pdf");
  CHECK(clean_file_name("C:\\Users\\Ёлкин\\смета.xlsx") == "смета.xlsx");
  CHECK(clean_file_name("../../etc/passwd") == "passwd");
  CHECK(clean_file_name("a\r\nSet-Cookie: x.pdf") == "aSet-Cookie: x.pdf");
  CHECK(clean_file_name("evil\u202Efdp.exe") == "evilfdp.exe");
  CHECK(clean_file_name("a\u0085b.pdf") == "ab.pdf");
  CHECK(clean_file_name(" ..pdf. ") == "pdf");
  CHECK_FALSE(clean_file_name("\xff.pdf"));
  CHECK_FALSE(clean_file_name("dir/"));
  CHECK_FALSE(clean_file_name(""));
  std::string long_name;
  for (int i = 0; i < 300; ++i) long_name += "ж";
  CHECK(clean_file_name(long_name)->size() == 400);
  const auto cut = clean_file_name(long_name + ".pdf");
  CHECK(cut->ends_with("ж.pdf"));
  CHECK(cut->size() == 2 * 196 + 4);
  CHECK(clean_file_name("и\u0306од.pdf") == "йод.pdf");
  CHECK(clean_file_name("скан\u200B\u00AD.pdf") == "скан.pdf");
  CHECK_FALSE(clean_file_name("\u3164\u200B"));
}

TEST_CASE("what is declared must be acceptable, and the refusal says what is") {
  const UploadLimits limits{{"pdf", "jpg"}, 1024 * 1024};
  CHECK_FALSE(check_declared("a.PDF", 10, limits));
  CHECK_FALSE(check_declared("фото.JPEG", 10, limits));
  const auto wrong = check_declared("a.svg", 2 * 1024 * 1024, limits);
  REQUIRE(wrong);
  CHECK(wrong->status == 422);
  CHECK(wrong->errors[0].field == "name");
  CHECK(wrong->errors[0].message == "Такие файлы не принимаются. Можно: pdf, jpg.");
  CHECK(wrong->errors[1].field == "size");
  CHECK(wrong->errors[1].message == "Файл слишком большой: можно до 1 МБ.");
  CHECK(check_declared("a.docx", 10, limits)->errors[0].code == "file_kind");
  CHECK_FALSE(check_declared("a", 10, {}));  // its bytes will tell
  CHECK_FALSE(check_declared("фото.jfif", 10, limits));
  CHECK_FALSE(check_declared("протокол.pdf.sig", 10, limits));
  CHECK_FALSE(check_declared("протокол.p7s", 10, limits));
  CHECK(check_declared("протокол.p7s", 10, {{"jpg", "heic"}, 100})->errors[0].code == "file_kind");
  CHECK_FALSE(check_declared("a.avif", 10, {{"heic"}, 100}));
  CHECK(check_declared("a.pdf", 0, limits)->errors[0].code == "file_empty");
  CHECK(check_declared("", 5, limits)->errors[0].code == "file_name");
}

TEST_CASE("a file comes in pieces, survives a restart in the middle and is kept by its digest") {
  Disk disk;
  const auto size = static_cast<int64_t>(kPdf.size());
  REQUIRE(disk.uploads.begin("f_1", size));
  CHECK(*disk.uploads.offset("f_1") == 0);
  CHECK(*disk.uploads.append("f_1", 0, std::string_view(kPdf).substr(0, 5), size) == 5);

  auto again = Uploads::open(disk.root.string());
  REQUIRE(again);
  CHECK(*again->offset("f_1") == 5);
  auto wrong = again->append("f_1", 3, "abc", size);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().status == 409);
  CHECK(nlohmann::json::parse(wrong.error().members)["offset"] == 5);
  auto early = again->complete("f_1", "a.pdf", size, {});
  REQUIRE_FALSE(early);
  CHECK(early.error().code == "incomplete");
  CHECK(*again->append("f_1", 5, std::string_view(kPdf).substr(5), size) == size);
  auto file = again->complete("f_1", "протокол.pdf", size, {});
  REQUIRE(file);
  CHECK(file->sha256.size() == 64);
  CHECK(file->kind == "pdf");
  CHECK(file->type == "application/pdf");
  CHECK(again->exists(file->sha256));
  CHECK(disk.unfinished() == 0);
  CHECK(again->offset("f_1").error().status == 404);

  struct stat about {};
  const auto place = disk.root / "kept" / file->sha256.substr(0, 2) / file->sha256;
  REQUIRE(stat(place.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  std::ostringstream kept;
  kept << std::ifstream(place, std::ios::binary).rdbuf();
  CHECK(kept.str() == kPdf);
  again->erase(file->sha256);
  CHECK_FALSE(again->exists(file->sha256));
}

TEST_CASE("more than was declared is refused and nothing is added") {
  Disk disk;
  REQUIRE(disk.uploads.begin("f_1", 4));
  CHECK(disk.uploads.append("f_1", 0, "12345", 4).error().status == 413);
  CHECK(*disk.uploads.offset("f_1") == 0);
  CHECK(disk.uploads.append("f_1", 0, "", 4).error().status == 400);
}

TEST_CASE("content that is not what its name says is refused and leaves nothing") {
  Disk disk;
  auto html = disk.send("a.pdf", "<html><script>alert(1)</script>");
  REQUIRE_FALSE(html);
  CHECK(html.error().status == 422);
  CHECK(html.error().errors[0].code == "file_content");
  CHECK(disk.unfinished() == 0);
  CHECK_FALSE(disk.send("a.png", kPdf, {{"png"}, 1000}));
  CHECK_FALSE(disk.send("a.docx", member("photo.jpg"), {{"docx"}, 1000}));
  CHECK_FALSE(disk.send("a.xlsx", member("word/document.xml"), {{"xlsx"}, 1000}));
  CHECK(disk.send("a.png", "GIF89a").error().errors[0].message.starts_with("Это не PNG, хотя файл так называется."));
  CHECK_FALSE(disk.send("a.pdf", kPdf, {{"jpg"}, 1000}));
  CHECK_FALSE(disk.send("a.svg", "<svg/>"));
  CHECK(disk.send("a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").value().type == "application/vnd.ms-excel");
  CHECK(disk.send("a.zip", member("word/document.xml")).value().type == "application/zip");
}

TEST_CASE("an Office document whose parts are listed at its end is known too") {
  Disk disk;
  std::string listed("PK\x01\x02"sv);
  listed += std::string(42, '\0');
  const std::string bytes = member("media/big.png") + std::string(700'000, 'x') + listed + "word/document.xml";
  CHECK(disk.send("отчёт.docx", bytes).value().kind == "docx");
}

TEST_CASE("ids and digests cannot lead out of the folder") {
  Disk disk;
  for (const char* id : {"../x", "", "a/b", "a.b", "..", "%2e"}) {
    CHECK_FALSE(disk.uploads.begin(id, 5));
    CHECK(disk.uploads.offset(id).error().status == 404);
    CHECK(disk.uploads.append(id, 0, "x", 5).error().status == 404);
    CHECK(disk.uploads.complete(id, "a.pdf", 5, {}).error().status == 404);
  }
  CHECK_FALSE(disk.uploads.exists("../../etc/passwd"));
  CHECK(disk.uploads.download("../../etc/passwd", "a", "text/plain").status == 404);
}

TEST_CASE("downloads are attachments that can run nothing, with the name in UTF-8") {
  Disk disk;
  auto file = disk.send("a.pdf", kPdf);
  REQUIRE(file);
  const Response response = disk.uploads.download(file->sha256, "Протокол\"5.pdf", file->type);
  CHECK(response.status == 200);
  CHECK(response.type == "application/pdf");
  CHECK(response.header("Content-Disposition") ==
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''%D0%9F%D1%80%D0%BE%D1%82%D0%BE%D0%BA%D0%BE%D0%BB%225.pdf");
  CHECK(response.header("Content-Security-Policy").find("sandbox") != std::string::npos);
  CHECK(std::get<FileBody>(response.body).size == kPdf.size());
  CHECK(disk.uploads.download(file->sha256, "a.pdf", file->type, true)
            .header("Content-Disposition")
            .starts_with("inline"));
  CHECK(disk.uploads.download(file->sha256, "a.docx", "application/zip", true)
            .header("Content-Disposition")
            .starts_with("attachment"));
}

TEST_CASE("two requests for the same piece: one adds it, the other learns the offset") {
  Disk disk;
  const std::string piece(200'000, 'x');
  const int64_t size = 400'000;
  REQUIRE(disk.uploads.begin("f_1", size));
  std::atomic<int> added = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      if (disk.uploads.append("f_1", 0, piece, size)) ++added;
    });
  for (auto& t : threads) t.join();
  CHECK(added == 1);
  CHECK(*disk.uploads.offset("f_1") == 200'000);
}

TEST_CASE("what was begun and left is swept away after its time") {
  Disk disk;
  REQUIRE(disk.uploads.begin("f_1", 5));
  REQUIRE(disk.uploads.begin("f_2", 5));
  fs::last_write_time(disk.root / "parts/f_1.part", fs::file_time_type::clock::now() - std::chrono::hours(30));
  CHECK(disk.uploads.sweep(24) == 1);
  CHECK(disk.unfinished() == 1);
}

TEST_CASE("the content says what a file is, not its name") {
  Disk disk;
  const UploadLimits limits{{"pdf", "jpg", "png", "heic"}, 1'000'000};
  CHECK(disk.send("фото.png", "\xff\xd8\xff\xe0", limits).value().type == "image/jpeg");
  CHECK(disk.send("фото.jfif", "\xff\xd8\xff\xe0", limits).value().kind == "jpg");
  CHECK(disk.send("скан", kPdf, limits).value().kind == "pdf");
  CHECK_FALSE(disk.send("скан", "MZ\x90", limits));
  const auto scan = disk.send("скан.jpg", kPdf, limits);
  REQUIRE(scan);
  CHECK(disk.uploads.download(scan->sha256, "скан.jpg", scan->type)
            .header("Content-Disposition")
            .ends_with("%D1%81%D0%BA%D0%B0%D0%BD.pdf"));
  CHECK(with_extension("a.jpeg", "jpg") == "a.jpeg");
  CHECK(with_extension("Протокол от 15.10", "pdf") == "Протокол от 15.10.pdf");
}

TEST_CASE("a PDF is known with lines before its header, and a page that holds one is none") {
  CHECK(sniff_kind("\xEF\xBB\xBF%PDF-1.4\n") == "pdf");
  CHECK(sniff_kind("\r\n\r\n%PDF-1.4\n") == "pdf");
  CHECK(sniff_kind("@PJL JOB\n" + std::string(900, ' ') + "%PDF-1.7") == "pdf");
  CHECK(sniff_kind(std::string(2000, ' ') + "%PDF-1.7").empty());
  CHECK(sniff_kind("<html><!-- %PDF-1.7 -->").empty());
}

TEST_CASE("pictures of phones are known by any brand they are written under") {
  const auto box = [](std::string_view brands) {
    std::string out("\0\0\0"sv);
    out += static_cast<char>(8 + brands.size());
    return out + "ftyp" + std::string(brands) + "....";
  };
  for (const char* brand : {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"})
    CHECK(sniff_kind(box(brand + std::string("\0\0\0\0", 4) + "mif1")) == "heic");
  CHECK(sniff_kind(box("mif1" + std::string("\0\0\0\0", 4) + "mif1heic")) == "heic");
  CHECK(sniff_kind(box("avif" + std::string("\0\0\0\0", 4) + "mif1miaf")) == "avif");
  CHECK(sniff_kind(box("mif1" + std::string("\0\0\0\0", 4) + "avif")) == "avif");
  CHECK(sniff_kind(box("isom" + std::string("\0\0\0\0", 4) + "mp42")).empty());
}

TEST_CASE("a signature lies beside its document") {
  const std::string der("\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80"sv);
  CHECK(sniff_kind(der) == "sig");
  CHECK(sniff_kind("MIAGCSqGSIb3DQEHAqCAMIACAQExDzAN") == "sig");
  CHECK(sniff_kind("-----BEGIN PKCS7-----\nMIA") == "sig");
  CHECK(sniff_kind("MITCHELL was here and there and everywhere").empty());
  Disk disk;
  CHECK(disk.send("Протокол.pdf.sig", der, {{"pdf"}, 1000}).value().type == "application/pkcs7-signature");
  CHECK_FALSE(disk.send("фото.jpg.sig", der, {{"jpg"}, 1000}));
}
