<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
    <name>AboutScreen</name>
    <message>
        <source>Presented by</source>
        <translation type="unfinished">تقديم</translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished">أوقات الدوام</translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished">المكان</translation>
    </message>
    <message>
        <source>Hosted by</source>
        <translation type="unfinished">باستضافة</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Events</source>
        <translation type="unfinished">الفعاليات</translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished">شهر</translation>
    </message>
    <message>
        <source>By place</source>
        <translation type="unfinished">حسب المكان</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation type="unfinished">عرض فقط</translation>
    </message>
    <message>
        <source>No events are announced at the moment.</source>
        <translation type="unfinished">لا توجد فعاليات معلنة حاليًا.</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Home</source>
        <translation type="unfinished">الرئيسية</translation>
    </message>
    <message>
        <source>Artworks</source>
        <translation type="unfinished">الأعمال الفنية</translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished">الفعاليات</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation type="unfinished">موارد</translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished">عن المعرض</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished">السابق</translation>
    </message>
    <message>
        <source>Go on by itself</source>
        <translation type="unfinished">متابعة تلقائية</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished">إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished">التالي</translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished">رجوع</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation type="unfinished">أوقف القراءة</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation type="unfinished">استمع</translation>
    </message>
    <message>
        <source>Aa Display</source>
        <translation type="unfinished">Aa العرض</translation>
    </message>
    <message>
        <source>Display: text size, contrast, motion</source>
        <translation type="unfinished">العرض: حجم النص والتباين والحركة</translation>
    </message>
    <message>
        <source>Need help? %1</source>
        <translation type="unfinished">هل تحتاج إلى مساعدة؟ %1</translation>
    </message>
    <message>
        <source>Help %1</source>
        <translation type="unfinished">مساعدة %1</translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message>
        <source>Scan to register</source>
        <translation type="unfinished">امسح الرمز للتسجيل</translation>
    </message>
    <message>
        <source>QR code: %1</source>
        <translation type="unfinished">رمز الاستجابة السريعة: %1</translation>
    </message>
</context>
<context>
    <name>ContentNote</name>
    <message>
        <source>About this work</source>
        <translation type="unfinished">عن هذا العمل</translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished">عرض</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished">تخطٍّ</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Show the picture large</source>
        <translation type="unfinished">عرض الصورة مكبرة</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>Close</source>
        <translation type="unfinished">إغلاق</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished">حجم النص</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation type="unfinished">%1%</translation>
    </message>
    <message>
        <source>Text size %1</source>
        <translation type="unfinished">حجم النص %1</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished">تباين عالٍ</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation type="unfinished">حركة أقل</translation>
    </message>
    <message>
        <source>Everything lower down</source>
        <translation type="unfinished">كل شيء في الأسفل</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation type="unfinished">القراءة بصوت مسموع</translation>
    </message>
    <message>
        <source>Speech and keys</source>
        <translation type="unfinished">الصوت والمفاتيح</translation>
    </message>
    <message>
        <source>Rate of speech: %1</source>
        <translation type="unfinished">سرعة الصوت: %1</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished">أبطأ</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished">أسرع</translation>
    </message>
    <message>
        <source>Pitch of speech: %1</source>
        <translation type="unfinished">طبقة الصوت: %1</translation>
    </message>
    <message>
        <source>Lower voice</source>
        <translation type="unfinished">صوت أخفض طبقة</translation>
    </message>
    <message>
        <source>Higher voice</source>
        <translation type="unfinished">صوت أعلى طبقة</translation>
    </message>
    <message>
        <source>Pause after a sentence: %1</source>
        <translation type="unfinished">التوقف بعد الجملة: %1</translation>
    </message>
    <message>
        <source>Shorter pause</source>
        <translation type="unfinished">توقف أقصر</translation>
    </message>
    <message>
        <source>Longer pause</source>
        <translation type="unfinished">توقف أطول</translation>
    </message>
    <message>
        <source>Dark screen, speech only</source>
        <translation type="unfinished">شاشة مظلمة، صوت فقط</translation>
    </message>
    <message>
        <source>A second press of a key counts</source>
        <translation type="unfinished">تُحسب الضغطة الثانية على مفتاح</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished">%1 ث</translation>
    </message>
    <message>
        <source>A second press of a key counts after %1</source>
        <translation type="unfinished">تُحسب الضغطة الثانية على مفتاح بعد %1</translation>
    </message>
    <message>
        <source>A second press of a key counts at once</source>
        <translation type="unfinished">تُحسب الضغطة الثانية على مفتاح فورًا</translation>
    </message>
    <message>
        <source>at once</source>
        <translation type="unfinished">فورًا</translation>
    </message>
    <message>
        <source>Back to display</source>
        <translation type="unfinished">العودة إلى العرض</translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished">تم</translation>
    </message>
</context>
<context>
    <name>EmergencyNotice</name>
    <message>
        <source>QR code: %1</source>
        <translation type="unfinished">رمز الاستجابة السريعة: %1</translation>
    </message>
</context>
<context>
    <name>EventStrip</name>
    <message>
        <source>Event: %1</source>
        <translation type="unfinished">فعالية: %1</translation>
    </message>
    <message>
        <source>QR code: %1</source>
        <translation type="unfinished">رمز الاستجابة السريعة: %1</translation>
    </message>
</context>
<context>
    <name>FilterView</name>
    <message>
        <source>Show only</source>
        <translation type="unfinished">عرض فقط</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished">عرض الكل</translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished">تم</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>If you, or someone you know, could use help</source>
        <translation type="unfinished">إذا كنت أنت أو شخص تعرفه بحاجة إلى مساعدة</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation type="unfinished">رسالة نصية</translation>
    </message>
    <message>
        <source>TTY, for people who are deaf or hard of hearing</source>
        <translation type="unfinished">للصم وضعاف السمع (TTY)</translation>
    </message>
    <message>
        <source>In an emergency</source>
        <translation type="unfinished">في حالات الطوارئ</translation>
    </message>
    <message>
        <source>Scan to call</source>
        <translation type="unfinished">امسح الرمز للاتصال</translation>
    </message>
    <message>
        <source>Scan to text</source>
        <translation type="unfinished">امسح الرمز لإرسال رسالة</translation>
    </message>
    <message>
        <source>Code to call</source>
        <translation type="unfinished">للاتصال</translation>
    </message>
    <message>
        <source>Code to text</source>
        <translation type="unfinished">للمراسلة</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>TTY, for people who are deaf or hard of hearing</source>
        <translation type="unfinished">للصم وضعاف السمع (TTY)</translation>
    </message>
    <message>
        <source>In an emergency</source>
        <translation type="unfinished">في حالات الطوارئ</translation>
    </message>
    <message>
        <source>QR code: %1</source>
        <translation type="unfinished">رمز الاستجابة السريعة: %1</translation>
    </message>
    <message>
        <source>If you, or someone you know, could use help</source>
        <translation type="unfinished">إذا كنت أنت أو شخص تعرفه بحاجة إلى مساعدة</translation>
    </message>
    <message>
        <source>Scan to call</source>
        <translation type="unfinished">امسح الرمز للاتصال</translation>
    </message>
    <message>
        <source>Scan to text</source>
        <translation type="unfinished">امسح الرمز لإرسال رسالة</translation>
    </message>
</context>
<context>
    <name>IdlePrompt</name>
    <message>
        <source>Still here?</source>
        <translation type="unfinished">هل ما زلت هنا؟</translation>
    </message>
    <message>
        <source>Take all the time you need. Touch anywhere, and everything stays as it is.</source>
        <translation type="unfinished">خذ كل الوقت الذي تحتاجه. المس أي مكان ويبقى كل شيء كما هو.</translation>
    </message>
    <message>
        <source>When the line has thinned away, the screen goes back to the exhibition.</source>
        <translation type="unfinished">حين يتلاشى الخط، تعود الشاشة إلى المعرض.</translation>
    </message>
    <message>
        <source>Yes, I am here</source>
        <translation type="unfinished">نعم، أنا هنا</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation type="unfinished">ابدأ من جديد</translation>
    </message>
</context>
<context>
    <name>ListenBar</name>
    <message>
        <source>Again from the beginning</source>
        <translation type="unfinished">مرة أخرى من البداية</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation type="unfinished">أخفض</translation>
    </message>
    <message>
        <source>Volume %1</source>
        <translation type="unfinished">الصوت %1</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation type="unfinished">أعلى</translation>
    </message>
</context>
<context>
    <name>LoopScreen</name>
    <message>
        <source>Touch to explore</source>
        <translation type="unfinished">المس للاستكشاف</translation>
    </message>
</context>
<context>
    <name>MonthView</name>
    <message>
        <source>Show only</source>
        <translation type="unfinished">عرض فقط</translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished">قائمة</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation type="unfinished">الشهر السابق</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation type="unfinished">الشهر التالي</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Previous page</source>
        <translation type="unfinished">الصفحة السابقة</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation type="unfinished">الصفحة التالية</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished">%1 من %2</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation type="unfinished">صفحة %1</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation type="unfinished">صفحة %1 من %2</translation>
    </message>
</context>
<context>
    <name>PictureLabel</name>
    <message>
        <source>Touch the picture to read on</source>
        <translation type="unfinished">المس الصورة لمتابعة القراءة</translation>
    </message>
</context>
<context>
    <name>PictureTurner</name>
    <message>
        <source>Picture %1 of %2</source>
        <translation type="unfinished">الصورة %1 من %2</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished">الصورة السابقة</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished">الصورة التالية</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Open %1</source>
        <translation type="unfinished">فتح %1</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Staff</source>
        <translation type="unfinished">الموظفون</translation>
    </message>
    <message>
        <source>Type the PIN. “Close” leads back to the exhibition.</source>
        <translation type="unfinished">أدخل الرقم السري. «إغلاق» يعيدك إلى المعرض.</translation>
    </message>
    <message>
        <source>Digits typed: %1</source>
        <translation type="unfinished">الأرقام المدخلة: %1</translation>
    </message>
    <message>
        <source>Too many wrong tries. The next one is possible in %1 s.</source>
        <translation type="unfinished">محاولات خاطئة كثيرة. المحاولة التالية ممكنة بعد %1 ث.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">إغلاق</translation>
    </message>
    <message>
        <source>Take the last digit back</source>
        <translation type="unfinished">حذف الرقم الأخير</translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished">فتح</translation>
    </message>
</context>
<context>
    <name>Poster</name>
    <message>
        <source>Scan for all events</source>
        <translation type="unfinished">امسح لكل الفعاليات</translation>
    </message>
</context>
<context>
    <name>PosterCode</name>
    <message>
        <source>QR code: %1</source>
        <translation type="unfinished">رمز الاستجابة السريعة: %1</translation>
    </message>
</context>
<context>
    <name>ProgrammeCode</name>
    <message>
        <source>QR code: %1</source>
        <translation type="unfinished">رمز الاستجابة السريعة: %1</translation>
    </message>
</context>
<context>
    <name>ProgrammeView</name>
    <message>
        <source>Events</source>
        <translation type="unfinished">الفعاليات</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation type="unfinished">عرض فقط</translation>
    </message>
    <message>
        <source>By place</source>
        <translation type="unfinished">حسب المكان</translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished">شهر</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished">%1 · %2</translation>
    </message>
    <message>
        <source>No events are announced at the moment.</source>
        <translation type="unfinished">لا توجد فعاليات معلنة حاليًا.</translation>
    </message>
    <message>
        <source>Touch a line to read more.</source>
        <translation type="unfinished">المس سطرًا لقراءة المزيد.</translation>
    </message>
    <message>
        <source>Scan for all events</source>
        <translation type="unfinished">امسح لكل الفعاليات</translation>
    </message>
</context>
<context>
    <name>ResourcesScreen</name>
    <message>
        <source>Resources</source>
        <translation type="unfinished">موارد</translation>
    </message>
    <message>
        <source>No resources are listed at the moment.</source>
        <translation type="unfinished">لا توجد موارد مدرجة حاليًا.</translation>
    </message>
</context>
<context>
    <name>ScreenTest</name>
    <message>
        <source>Next test</source>
        <translation type="unfinished">الاختبار التالي</translation>
    </message>
</context>
<context>
    <name>SlideView</name>
    <message>
        <source>Open the events</source>
        <translation type="unfinished">فتح الفعاليات</translation>
    </message>
    <message>
        <source>Open the event</source>
        <translation type="unfinished">فتح الفعالية</translation>
    </message>
</context>
<context>
    <name>StaffNotices</name>
    <message>
        <source>Notices</source>
        <translation type="unfinished">إعلانات</translation>
    </message>
    <message>
        <source>Previous notices</source>
        <translation type="unfinished">الإعلانات السابقة</translation>
    </message>
    <message>
        <source>Next notices</source>
        <translation type="unfinished">الإعلانات التالية</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Staff</source>
        <translation type="unfinished">الموظفون</translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">إغلاق</translation>
    </message>
    <message>
        <source>Test the screen</source>
        <translation type="unfinished">اختبار الشاشة</translation>
    </message>
    <message>
        <source>Clean it (60 s)</source>
        <translation type="unfinished">تنظيف (60 ث)</translation>
    </message>
    <message>
        <source>Clean it: for 60 seconds touch does nothing</source>
        <translation type="unfinished">تنظيف: لا أثر للمس لمدة 60 ثانية</translation>
    </message>
    <message>
        <source>Read the folder</source>
        <translation type="unfinished">قراءة المجلد</translation>
    </message>
    <message>
        <source>Read the folder again, and go back to the exhibition</source>
        <translation type="unfinished">قراءة المجلد من جديد والعودة إلى المعرض</translation>
    </message>
    <message>
        <source>End the program</source>
        <translation type="unfinished">إنهاء البرنامج</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation type="unfinished">السطوع</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation type="unfinished">%1%</translation>
    </message>
    <message>
        <source>Brightness %1</source>
        <translation type="unfinished">السطوع %1</translation>
    </message>
</context>
<context>
    <name>StaffScreen</name>
    <message>
        <source>End the program?</source>
        <translation type="unfinished">إنهاء البرنامج؟</translation>
    </message>
    <message>
        <source>The exhibition leaves the screen. It comes back when the machine is switched off and on again, or when it is started by hand: systemctl start kiosk</source>
        <translation type="unfinished">يغادر المعرض الشاشة. ويعود عند إطفاء الجهاز وتشغيله من جديد، أو عند تشغيله يدويًا: ⁦systemctl start kiosk⁩</translation>
    </message>
    <message>
        <source>No, go back</source>
        <translation type="unfinished">لا، رجوع</translation>
    </message>
    <message>
        <source>Yes, end it</source>
        <translation type="unfinished">نعم، إنهاء</translation>
    </message>
    <message>
        <source>This screen is being cleaned. Touch does nothing until the seconds are over.</source>
        <translation type="unfinished">يجري تنظيف هذه الشاشة. لا أثر للمس حتى تنقضي الثواني.</translation>
    </message>
</context>
<context>
    <name>TilePicture</name>
    <message>
        <source>Open %1</source>
        <translation type="unfinished">فتح %1</translation>
    </message>
    <message>
        <source>Look closer at %1</source>
        <translation type="unfinished">نظرة أقرب إلى %1</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Back in the list</source>
        <translation type="unfinished">رجوع في القائمة</translation>
    </message>
    <message>
        <source>Further in the list</source>
        <translation type="unfinished">المزيد من القائمة</translation>
    </message>
</context>
<context>
    <name>TracksView</name>
    <message>
        <source>Day before</source>
        <translation type="unfinished">اليوم السابق</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation type="unfinished">اليوم التالي</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation type="unfinished">عرض فقط</translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished">قائمة</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished">قبل ذلك</translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished">بعد ذلك</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished">%1 · %2</translation>
    </message>
    <message>
        <source>No events are announced at the moment.</source>
        <translation type="unfinished">لا توجد فعاليات معلنة حاليًا.</translation>
    </message>
    <message>
        <source>Scan for all events</source>
        <translation type="unfinished">امسح لكل الفعاليات</translation>
    </message>
</context>
<context>
    <name>WallScreen</name>
    <message>
        <source>All</source>
        <translation type="unfinished">الكل</translation>
    </message>
</context>
<context>
    <name>WorkScreen</name>
    <message>
        <source>Previous work</source>
        <translation type="unfinished">العمل السابق</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished">%1 من %2</translation>
    </message>
    <message>
        <source>Next work</source>
        <translation type="unfinished">العمل التالي</translation>
    </message>
</context>
<context>
    <name>WorkTools</name>
    <message>
        <source>Next work</source>
        <translation type="unfinished">العمل التالي</translation>
    </message>
    <message>
        <source>Volume %1</source>
        <translation type="unfinished">الصوت %1</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished">تصغير</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation type="unfinished">تقريب</translation>
    </message>
    <message>
        <source>Work %1 of %2</source>
        <translation type="unfinished">العمل %1 من %2</translation>
    </message>
    <message>
        <source>Previous work</source>
        <translation type="unfinished">العمل السابق</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished">تحريك إلى الأعلى</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished">تحريك إلى الأسفل</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation type="unfinished">تحريك إلى اليسار</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation type="unfinished">تحريك إلى اليمين</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation type="unfinished">الصورة كاملة</translation>
    </message>
</context>
<context>
    <name>WrittenSlide</name>
    <message>
        <source>Touch to read the whole poem</source>
        <translation type="unfinished">المس لقراءة القصيدة كاملة</translation>
    </message>
    <message>
        <source>Touch to read the whole story</source>
        <translation type="unfinished">المس لقراءة القصة كاملة</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished">فتح %1</translation>
    </message>
</context>
<context>
    <name>i18n</name>
    <message>
        <source>Scan to write an email</source>
        <translation type="unfinished">امسح الرمز لكتابة بريد إلكتروني</translation>
    </message>
    <message>
        <source>Scan to open</source>
        <translation type="unfinished">امسح الرمز للفتح</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation type="unfinished">الموعد التالي: %1</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation type="unfinished">التسجيل</translation>
    </message>
    <message>
        <source>Scan to register</source>
        <translation type="unfinished">امسح الرمز للتسجيل</translation>
    </message>
    <message>
        <source>Website</source>
        <translation type="unfinished">الموقع الإلكتروني</translation>
    </message>
    <message>
        <source>Scan to open the website</source>
        <translation type="unfinished">امسح الرمز لفتح الموقع</translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished">البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished">الهاتف</translation>
    </message>
    <message>
        <source>Scan to call</source>
        <translation type="unfinished">امسح الرمز للاتصال</translation>
    </message>
    <message>
        <source>Add to calendar</source>
        <translation type="unfinished">أضف إلى التقويم</translation>
    </message>
    <message>
        <source>Scan to add to your calendar</source>
        <translation type="unfinished">امسح الرمز للإضافة إلى تقويمك</translation>
    </message>
    <message>
        <source>Also on: %1</source>
        <translation type="unfinished">وأيضًا: %1</translation>
    </message>
    <message>
        <source>Not on: %1</source>
        <translation type="unfinished">ما عدا: %1</translation>
    </message>
    <message>
        <source>Online meeting</source>
        <translation type="unfinished">لقاء عبر الإنترنت</translation>
    </message>
    <message>
        <source>Scan to join online</source>
        <translation type="unfinished">امسح الرمز للانضمام عبر الإنترنت</translation>
    </message>
    <message>
        <source>For: %1</source>
        <translation type="unfinished">الفئة: %1</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation type="unfinished">اللغة: %1</translation>
    </message>
    <message>
        <source>Hosted by %1</source>
        <translation type="unfinished">باستضافة %1</translation>
    </message>
    <message>
        <source>Questions: %1</source>
        <translation type="unfinished">للاستفسار: %1</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished">في أي وقت</translation>
    </message>
    <message>
        <source>Show at %1</source>
        <translation type="unfinished">العرض: %1</translation>
    </message>
    <message>
        <source>Happening now, until %1</source>
        <translation type="unfinished">جارية الآن، حتى %1</translation>
    </message>
    <message>
        <source>Happening now</source>
        <translation type="unfinished">جارية الآن</translation>
    </message>
    <message>
        <source>Soon, at %1</source>
        <translation type="unfinished">قريبًا، في %1</translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished">اليوم</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation type="unfinished">غدًا</translation>
    </message>
    <message>
        <source>On demand, at any time</source>
        <translation type="unfinished">عند الطلب، في أي وقت</translation>
    </message>
    <message>
        <source>all day</source>
        <translation type="unfinished">طوال اليوم</translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished">عبر الإنترنت</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished">ملغاة</translation>
    </message>
    <message>
        <source>Postponed</source>
        <translation type="unfinished">مؤجلة</translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished">اكتمل العدد</translation>
    </message>
    <message>
        <source>Photography</source>
        <translation type="unfinished">تصوير فوتوغرافي</translation>
    </message>
    <message>
        <source>Graphic art</source>
        <translation type="unfinished">فن غرافيكي</translation>
    </message>
    <message>
        <source>Poetry</source>
        <translation type="unfinished">شعر</translation>
    </message>
    <message>
        <source>Creative writing</source>
        <translation type="unfinished">كتابة إبداعية</translation>
    </message>
    <message>
        <source>Back of the work</source>
        <translation type="unfinished">ظهر العمل</translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished">رجوع</translation>
    </message>
    <message>
        <source>Installation view</source>
        <translation type="unfinished">منظر من العرض</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation type="unfinished">تفصيل</translation>
    </message>
    <message>
        <source>Side</source>
        <translation type="unfinished">الجانب</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished">الإطار</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation type="unfinished">من %1</translation>
    </message>
    <message>
        <source>The folder has not been read.</source>
        <translation type="unfinished">لم يُقرأ المجلد بعد.</translation>
    </message>
    <message>
        <source>The folder has no problems.</source>
        <translation type="unfinished">لا مشكلات في المجلد.</translation>
    </message>
    <message>
        <source>Errors: %1, warnings: %2, advice: %3</source>
        <translation type="unfinished">أخطاء: %1، تحذيرات: %2، نصائح: %3</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation type="unfinished">حتى %1</translation>
    </message>
    <message>
        <source>That was not the PIN.</source>
        <translation type="unfinished">هذا ليس الرقم السري.</translation>
    </message>
    <message>
        <source>everything works</source>
        <translation type="unfinished">كل شيء يعمل</translation>
    </message>
    <message>
        <source>Safe mode (after 3 crashes)</source>
        <translation type="unfinished">الوضع الآمن (بعد 3 أعطال)</translation>
    </message>
    <message>
        <source>too old: set date and time</source>
        <translation type="unfinished">متأخرة: اضبط التاريخ والوقت</translation>
    </message>
    <message>
        <source>has jumped: set date and time, or restart</source>
        <translation type="unfinished">قفزت: اضبط التاريخ والوقت، أو أعد التشغيل</translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished">سليمة</translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished">الإصدار</translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished">البرنامج</translation>
    </message>
    <message>
        <source>Content</source>
        <translation type="unfinished">المحتوى</translation>
    </message>
    <message>
        <source>%1 works, edition %2</source>
        <translation type="unfinished">%1 عملًا، الطبعة %2</translation>
    </message>
    <message>
        <source>Missing pictures</source>
        <translation type="unfinished">صور ناقصة</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation type="unfinished">يعمل منذ</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished">الذاكرة</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation type="unfinished">مرات إعادة التشغيل</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation type="unfinished">الساعة</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation type="unfinished">الشاشة</translation>
    </message>
    <message>
        <source>All times: %1</source>
        <translation type="unfinished">جميع الأوقات: %1</translation>
    </message>
    <message>
        <source>Text message: write %1, in %2</source>
        <translation type="unfinished">رسالة نصية: اكتب %1، بـ%2</translation>
    </message>
    <message>
        <source>Text message, in %1</source>
        <translation type="unfinished">رسالة نصية، بـ%1</translation>
    </message>
    <message>
        <source>Open today until %1</source>
        <translation type="unfinished">مفتوح اليوم حتى %1</translation>
    </message>
    <message>
        <source>Books and other resources are still here.</source>
        <translation type="unfinished">لا تزال الكتب والموارد الأخرى هنا.</translation>
    </message>
    <message>
        <source>This exhibition has ended</source>
        <translation type="unfinished">انتهى هذا المعرض</translation>
    </message>
    <message>
        <source>It closed on %1. Thank you to everyone who made it, and to everyone who came to look.</source>
        <translation type="unfinished">أُغلق في %1. شكرًا لكل من صنعه ولكل من جاء ليشاهده.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished">أهلًا وسهلًا</translation>
    </message>
    <message>
        <source>Opens on %1</source>
        <translation type="unfinished">يفتتح في %1</translation>
    </message>
    <message>
        <source>Opens tomorrow, %1</source>
        <translation type="unfinished">يفتتح غدًا، %1</translation>
    </message>
    <message>
        <source>The artworks are being hung. Please come by again.</source>
        <translation type="unfinished">يجري تعليق الأعمال الفنية. نرجو أن تزورنا مرة أخرى.</translation>
    </message>
    <message>
        <source>events: %1</source>
        <translation type="unfinished">فعاليات: %1</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation type="unfinished">رسالة نصية</translation>
    </message>
    <message>
        <source>TTY, for people who are deaf or hard of hearing</source>
        <translation type="unfinished">للصم وضعاف السمع (TTY)</translation>
    </message>
    <message>
        <source>In an emergency</source>
        <translation type="unfinished">في حالات الطوارئ</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation type="unfinished">باللغة: %1</translation>
    </message>
    <message>
        <source>%1, selected</source>
        <translation type="unfinished">%1، محدد</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished">بلا عنوان</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation type="unfinished">حتى %1</translation>
    </message>
    <message>
        <source>On several days</source>
        <translation type="unfinished">في عدة أيام</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation type="unfinished">يوميًا</translation>
    </message>
    <message>
        <source>Every other day</source>
        <translation type="unfinished">كل يومين</translation>
    </message>
    <message numerus="yes">
        <source>Every %n days</source>
        <translation type="unfinished">
            <numerusform>كل %n يوم</numerusform>
            <numerusform>كل يوم</numerusform>
            <numerusform>كل يومين</numerusform>
            <numerusform>كل %n أيام</numerusform>
            <numerusform>كل %n يومًا</numerusform>
            <numerusform>كل %n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, every other week</source>
        <translation type="unfinished">%1، كل أسبوعين</translation>
    </message>
    <message numerus="yes">
        <source>%1, every %n weeks</source>
        <translation type="unfinished">
            <numerusform>%1، كل %n أسبوع</numerusform>
            <numerusform>%1، كل أسبوع</numerusform>
            <numerusform>%1، كل أسبوعين</numerusform>
            <numerusform>%1، كل %n أسابيع</numerusform>
            <numerusform>%1، كل %n أسبوعًا</numerusform>
            <numerusform>%1، كل %n أسبوع</numerusform>
        </translation>
    </message>
    <message>
        <source>Mondays</source>
        <translation type="unfinished">أيام الاثنين</translation>
    </message>
    <message>
        <source>Tuesdays</source>
        <translation type="unfinished">أيام الثلاثاء</translation>
    </message>
    <message>
        <source>Wednesdays</source>
        <translation type="unfinished">أيام الأربعاء</translation>
    </message>
    <message>
        <source>Thursdays</source>
        <translation type="unfinished">أيام الخميس</translation>
    </message>
    <message>
        <source>Fridays</source>
        <translation type="unfinished">أيام الجمعة</translation>
    </message>
    <message>
        <source>Saturdays</source>
        <translation type="unfinished">أيام السبت</translation>
    </message>
    <message>
        <source>Sundays</source>
        <translation type="unfinished">أيام الأحد</translation>
    </message>
    <message>
        <source>last day</source>
        <translation type="unfinished">اليوم الأخير</translation>
    </message>
    <message>
        <source>day %1</source>
        <translation type="unfinished">اليوم %1</translation>
    </message>
    <message>
        <source>days %1</source>
        <translation type="unfinished">الأيام %1</translation>
    </message>
    <message>
        <source>%1 of each month</source>
        <translation type="unfinished">%1 من كل شهر</translation>
    </message>
    <message numerus="yes">
        <source>%1, every %n months</source>
        <translation type="unfinished">
            <numerusform>%1، كل %n شهر</numerusform>
            <numerusform>%1، كل شهر</numerusform>
            <numerusform>%1، كل شهرين</numerusform>
            <numerusform>%1، كل %n أشهر</numerusform>
            <numerusform>%1، كل %n شهرًا</numerusform>
            <numerusform>%1، كل %n شهر</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, every year</source>
        <translation type="unfinished">%1، كل سنة</translation>
    </message>
    <message numerus="yes">
        <source>%1, every %n years</source>
        <translation type="unfinished">
            <numerusform>%1، كل %n سنة</numerusform>
            <numerusform>%1، كل سنة</numerusform>
            <numerusform>%1، كل سنتين</numerusform>
            <numerusform>%1، كل %n سنوات</numerusform>
            <numerusform>%1، كل %n سنة</numerusform>
            <numerusform>%1، كل %n سنة</numerusform>
        </translation>
    </message>
    <message>
        <source>first %1</source>
        <translation type="unfinished">يوم %1 الأول</translation>
    </message>
    <message>
        <source>second %1</source>
        <translation type="unfinished">يوم %1 الثاني</translation>
    </message>
    <message>
        <source>third %1</source>
        <translation type="unfinished">يوم %1 الثالث</translation>
    </message>
    <message>
        <source>fourth %1</source>
        <translation type="unfinished">يوم %1 الرابع</translation>
    </message>
    <message>
        <source>fifth %1</source>
        <translation type="unfinished">يوم %1 الخامس</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation type="unfinished">يوم %1 الأخير</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished">%1 في %2</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation type="unfinished">حالة طوارئ</translation>
    </message>
    <message>
        <source>In danger, call %1</source>
        <translation type="unfinished">عند الخطر، اتصل بالرقم %1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished">تغيير</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished">مغلق</translation>
    </message>
    <message>
        <source>It stands now. Touch to take it down.</source>
        <translation type="unfinished">الإعلان معروض الآن. المس لإزالته.</translation>
    </message>
    <message>
        <source>Touch to put it up.</source>
        <translation type="unfinished">المس لعرضه.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished">الآن</translation>
    </message>
    <message>
        <source>Speech is on.</source>
        <translation type="unfinished">الصوت مُشغَّل.</translation>
    </message>
    <message>
        <source>Down goes through the controls, Select chooses one. Help lets you try the keys.</source>
        <translation type="unfinished">زر الأسفل ينتقل بين الأزرار، وزر الاختيار يستعمل أحدها. بزر المساعدة يمكنك تجربة المفاتيح.</translation>
    </message>
    <message>
        <source>The screen is dark now. A touch on it lights it and goes home.</source>
        <translation type="unfinished">الشاشة مظلمة الآن. لمسها يضيئها ويعود إلى البداية.</translation>
    </message>
    <message>
        <source>Nothing is chosen yet. Press Down.</source>
        <translation type="unfinished">لم يُختر شيء بعد. اضغط زر الأسفل.</translation>
    </message>
    <message>
        <source>The keys work again.</source>
        <translation type="unfinished">المفاتيح تعمل من جديد.</translation>
    </message>
    <message>
        <source>Try the keys</source>
        <translation type="unfinished">تجربة المفاتيح</translation>
    </message>
    <message>
        <source>Each key says what it does. Press Help again to use them.</source>
        <translation type="unfinished">كل مفتاح يقول ما يفعله. اضغط زر المساعدة مرة أخرى لاستعمال المفاتيح.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished">المساعدة</translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished">الأعلى</translation>
    </message>
    <message>
        <source>To the control before.</source>
        <translation type="unfinished">إلى الزر السابق.</translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished">الأسفل</translation>
    </message>
    <message>
        <source>To the next control.</source>
        <translation type="unfinished">إلى الزر التالي.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished">الاختيار</translation>
    </message>
    <message>
        <source>Uses the control that was named last.</source>
        <translation type="unfinished">يستعمل آخر زر ذُكر اسمه.</translation>
    </message>
    <message>
        <source>One step back.</source>
        <translation type="unfinished">خطوة إلى الوراء.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished">التالي</translation>
    </message>
    <message>
        <source>To the next page or the next work.</source>
        <translation type="unfinished">إلى الصفحة التالية أو العمل التالي.</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation type="unfinished">الترجيع</translation>
    </message>
    <message>
        <source>Says the sentence before.</source>
        <translation type="unfinished">يقول الجملة السابقة.</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished">التقديم</translation>
    </message>
    <message>
        <source>Says the next sentence.</source>
        <translation type="unfinished">يقول الجملة التالية.</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation type="unfinished">أعلى</translation>
    </message>
    <message>
        <source>Speech becomes louder.</source>
        <translation type="unfinished">يصبح الصوت أعلى.</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation type="unfinished">أخفض</translation>
    </message>
    <message>
        <source>Speech becomes softer.</source>
        <translation type="unfinished">يصبح الصوت أخفض.</translation>
    </message>
    <message>
        <source>First switch</source>
        <translation type="unfinished">المفتاح الأول</translation>
    </message>
    <message>
        <source>Moves to the next group or control.</source>
        <translation type="unfinished">ينتقل إلى المجموعة التالية أو الزر التالي.</translation>
    </message>
    <message>
        <source>Second switch</source>
        <translation type="unfinished">المفتاح الثاني</translation>
    </message>
    <message>
        <source>Chooses what is framed.</source>
        <translation type="unfinished">يختار ما يحيط به الإطار.</translation>
    </message>
    <message>
        <source>Still ahead</source>
        <translation type="unfinished">ما هو قادم</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation type="unfinished">موارد</translation>
    </message>
    <message>
        <source>Group: from %1 to %2</source>
        <translation type="unfinished">مجموعة: من %1 إلى %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished">و%1 أخرى</translation>
    </message>
    <message>
        <source>At one time: %1</source>
        <translation type="unfinished">في وقت واحد: %1</translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished">المكان</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation type="unfinished">لمن</translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished">اللغة</translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation type="unfinished">%1 من %2 فعالية</translation>
    </message>
    <message>
        <source>Digit key</source>
        <translation type="unfinished">مفتاح رقم</translation>
    </message>
</context>
</TS>
