BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE bases (
	id INTEGER NOT NULL, 
	what VARCHAR(10) NOT NULL, 
	day DATE NOT NULL, 
	since DATE NOT NULL, 
	until DATE NOT NULL, 
	version INTEGER, 
	recorded_at DATETIME NOT NULL, 
	recorded_by VARCHAR(200) NOT NULL, 
	withdraws INTEGER, 
	PRIMARY KEY (id)
);
CREATE TABLE destructions (
	id INTEGER NOT NULL, 
	destroyed_at DATETIME NOT NULL, 
	destroyed_by VARCHAR(200) NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	versions TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE exports (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(200) NOT NULL, 
	what VARCHAR(40) NOT NULL, 
	marking TEXT NOT NULL, 
	made_from TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	published TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE figures (
	version INTEGER NOT NULL, 
	declarations VARCHAR(64) NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (version, declarations), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE TABLE fixed_periods (
	id INTEGER NOT NULL, 
	since DATE NOT NULL, 
	until DATE NOT NULL, 
	fixed_at DATETIME NOT NULL, 
	fixed_by VARCHAR(200) NOT NULL, 
	version INTEGER, 
	content TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE journal (
	id INTEGER NOT NULL, 
	edition INTEGER NOT NULL, 
	activity VARCHAR(60) NOT NULL, 
	day DATE NOT NULL, 
	text TEXT NOT NULL, 
	people TEXT NOT NULL, 
	link TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	file BLOB, 
	written_at DATETIME NOT NULL, 
	written_by VARCHAR(200) NOT NULL, 
	withdraws INTEGER, 
	PRIMARY KEY (id)
);
CREATE TABLE lists (
	version INTEGER NOT NULL, 
	name VARCHAR(20) NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (version, name), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
INSERT INTO "lists" VALUES(1,'students','{"columns":[["at_risk","flag"],["at_risk_since","day"],["birth","day"],["birth_latest","day"],["class_name","text"],["grade","number"],["name","text"],["number","text"],["ovz","flag"],["person","whole"]],"rows":[[false,null,"2010-02-01","2010-02-01","8А",8,"Ромашкина Верба Кедровна","Л-1",true,0],[false,null,"2009-01-01","2009-12-31","9Б",9,"Клевер Ясень Тополевич","Л-2",false,1],[false,null,"2014-07-07","2014-07-07","4А",4,"Рябинкин Клён Ивович","Л-3",false,2],[false,null,"2014-07-29","2014-07-29","4Б",4,"Рябинкин Клён Ивович","Л-4",false,3],[false,null,"2011-02-01","2011-02-01","7А",7,"Осока Мята Ивовна","Л-6",false,4]]}');
INSERT INTO "lists" VALUES(1,'teachers','{"columns":[["name","text"],["number","text"],["person","whole"],["young_specialist","flag"]],"rows":[["Сосновая Верба Ивовна","П-1",0,false],["Сосновая Верба Ивовна","П-2",1,true],["Липа Калина Дубравовна","П-3",2,false]]}');
INSERT INTO "lists" VALUES(1,'pairs','{"columns":[["cancelled","flag"],["end","day"],["form","text"],["mentee","text"],["mentee_student","number"],["mentee_teacher","number"],["mentor","text"],["mentor_role","text"],["mentor_student","number"],["mentor_teacher","number"],["start","day"]],"rows":[[false,"2025-05-31","teacher_student","Ромашкина Верба Кедровна",0,null,"Липа Калина Дубравовна","teacher",null,2,"2024-09-01"]]}');
INSERT INTO "lists" VALUES(2,'students','{"columns":[["at_risk","flag"],["at_risk_since","day"],["birth","day"],["birth_latest","day"],["class_name","text"],["grade","number"],["name","text"],["number","text"],["ovz","flag"],["person","whole"]],"rows":[[false,null,"2010-02-01","2010-02-01","8А",8,"Ромашкина Верба Кедровна","Л-1",true,0],[false,null,"2009-01-01","2009-12-31","9Б",9,"Клевер Ясень Тополевич","Л-2",false,1],[false,null,"2014-07-07","2014-07-07","4А",4,"Рябинкин Клён Ивович","Л-3",false,2],[false,null,"2014-07-29","2014-07-29","4Б",4,"Рябинкин Клён Ивович","Л-4",false,3],[false,null,"2012-02-28","2012-02-28","6А",6,"Пырей Тимьян Осокович","Л-5",false,4],[false,null,"2011-02-01","2011-02-01","7А",7,"Осока Мята Ивовна","Л-6",false,5]]}');
INSERT INTO "lists" VALUES(2,'teachers','{"columns":[["name","text"],["number","text"],["person","whole"],["young_specialist","flag"]],"rows":[["Сосновая Верба Ивовна","П-1",0,false],["Сосновая Верба Ивовна","П-2",1,true],["Липа Калина Дубравовна","П-3",2,false]]}');
INSERT INTO "lists" VALUES(2,'pairs','{"columns":[["cancelled","flag"],["end","day"],["form","text"],["mentee","text"],["mentee_student","number"],["mentee_teacher","number"],["mentor","text"],["mentor_role","text"],["mentor_student","number"],["mentor_teacher","number"],["start","day"]],"rows":[[false,"2025-05-31","teacher_student","Ромашкина Верба Кедровна",0,null,"Липа Калина Дубравовна","teacher",null,2,"2024-09-01"]]}');
CREATE TABLE marks (
	id INTEGER NOT NULL, 
	edition INTEGER NOT NULL, 
	activity VARCHAR(60) NOT NULL, 
	period VARCHAR(10) NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	done_on DATE, 
	"order" VARCHAR(200) NOT NULL, 
	marked_at DATETIME NOT NULL, 
	marked_by VARCHAR(200) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE remembered (
	kind VARCHAR(20) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	said_at DATETIME NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (kind, "key")
);
INSERT INTO "remembered" VALUES('meant','a0e4ba52e776c02b865781f2704cd49770bae7bae239246d7dbac8f6198775df','2026-11-28 18:10:43.000000','{"pair":"mentee | липа калина дубравовна | рябинкин клен ивович | 2024-09-14","shown":"Рябинкин Клён Ивович в паре Липа Калина Дубравовна – Рябинкин Клён Ивович: это обучающийся, 4Б, 29.07.2014","which":"обучающийся, 4Б, 29.07.2014"}');
INSERT INTO "remembered" VALUES('meant','1e7e463230d0d33360649193082bff69ccbd795c67c60440a90c24d3cc398a6f','2026-11-28 18:10:43.000000','{"pair":"mentor | сосновая верба ивовна | клевер ясень тополевич | 2024-10-01","shown":"Сосновая Верба Ивовна в паре Сосновая Верба Ивовна – Клевер Ясень Тополевич: это педагог, № П-2","which":"педагог, № П-2"}');
INSERT INTO "remembered" VALUES('same','4ea5f35890ccab8ad8f4bfdb66a83a089cd6267f1a4b0df1bcea15ea435f3026','2026-11-28 18:10:43.000000','{"listed":"ромашкина верба кедровна","shown":"Ромашкина-Дуб Верба Кедровна – это Ромашкина Верба Кедровна","written":"ромашкина-дуб верба кедровна"}');
INSERT INTO "remembered" VALUES('different','0549ede26086e4a0bc4e325a3c288581d558564aa2d75cb8f0ed7a28b3327aa6','2026-11-28 18:10:43.000000','{"born":"2011-02-01","name":"осока мята ивовна","shown":"Осока Мята Ивовна – разные люди"}');
INSERT INTO "remembered" VALUES('different','5aaf1c86eb69f0e4fbdcf5742754d848ebce3498ea0e82be77e01ba95e3d8f63','2026-11-28 18:10:43.000000','{"born":"","name":"клевер ясень тополевич","shown":"Клевер Ясень Тополевич – разные люди"}');
INSERT INTO "remembered" VALUES('meant','eb3ae282ef05b8943041525b0f292d237b805a931ac3c7a1bcb41131080c3a0c','2026-11-28 18:10:43.000000','{"pair":"mentee | липа калина дубравовна | клевер ясень-дуб | ","shown":"Клевер Ясень – Дуб в паре Липа Калина Дубравовна – Клевер Ясень – Дуб: это обучающийся, 10 соц-эк, 2009","which":"обучающийся, 10 соц-эк, 2009"}');
INSERT INTO "remembered" VALUES('meant','503e427b87d51cd586d6b63938360f6c94345c96c79bfb533fd90f5877d8ffe9','2026-11-28 18:10:43.000000','{"pair":"mentor | л-1 | л-2 | 2024-09-14","shown":"Л-1 в паре Л-1 – Л-2: это педагог","which":"педагог"}');
INSERT INTO "remembered" VALUES('choice','d0c23e41d6d45f189b14c2c1167235a1dc5c92511e266d9bbfe6e8f8f8cd07fd','2026-11-28 18:10:43.000000','{"columns":[[0,"name"],[2,null]],"headers":"b07412edc2d8c7cb178fbb9d11ae926d32a7a56d5941a91952b9308a03e1adae","row":1,"sheet":"b35519c83474f782ae8b6fe96378e5bc44e7c29be4e21e898742cfbbab9ec6ab","table":"teachers"}');
INSERT INTO "remembered" VALUES('backup','65fe5f4cfa17fc1c96a20e9a3dc93c35d43b8ed345e4baa89b2e9d8361e86dcb','2026-11-28 18:10:43.000000','{"path":"/media/копия.sqlite"}');
CREATE TABLE roadmaps (
	id INTEGER NOT NULL, 
	edition INTEGER NOT NULL, 
	saved_at DATETIME NOT NULL, 
	saved_by VARCHAR(200) NOT NULL, 
	note TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE settings (
	id INTEGER NOT NULL, 
	saved_at DATETIME NOT NULL, 
	saved_by VARCHAR(200) NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE versions (
	id INTEGER NOT NULL, 
	saved_at DATETIME NOT NULL, 
	saved_by VARCHAR(200) NOT NULL, 
	note TEXT NOT NULL, 
	as_of DATE NOT NULL, 
	as_of_source VARCHAR(10) NOT NULL, 
	files TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	left_out TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	based_on INTEGER, 
	copy_of INTEGER, 
	sha256 VARCHAR(64) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "versions" VALUES(1,'2026-11-28 18:10:43.000000','Завуч','первая','2024-12-31','today','[{"name":"Списки.xlsx","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]','{"pairs":1,"students":5,"teachers":3}','{"pairs":3,"students":2,"teachers":0}','[{"cell":"C6","code":"bad_date","field":"birth","file":"Списки.xlsx","message":"Лист «Обучающиеся», строка 6, столбец C «Дата рождения» (Пырей Тимьян Осокович): «31.02.2012» – такой даты нет. Впишите дату из документа: ДД.ММ.ГГГГ.","person":"Пырей Тимьян Осокович","row":6,"sheet":"Обучающиеся","value":"31.02.2012","where":"Лист «Обучающиеся», строка 6, столбец C «Дата рождения» (Пырей Тимьян Осокович)"},{"cell":"B8","code":"duplicate_person","field":"name","file":"Списки.xlsx","message":"Лист «Обучающиеся», строка 8, столбец B «ФИО» (Осока Мята Ивовна): этот человек уже записан в строке 7. Оставьте одну из двух строк.","person":"Осока Мята Ивовна","row":8,"sheet":"Обучающиеся","value":"Осока Мята Ивовна","where":"Лист «Обучающиеся», строка 8, столбец B «ФИО» (Осока Мята Ивовна)"},{"cell":"B3","code":"ambiguous_person","field":"mentee","file":"Списки.xlsx","message":"Лист «Пары», строка 3, столбец B «Наставляемый» (Липа Калина Дубравовна – Рябинкин Клён Ивович): «Рябинкин Клён Ивович» – таких людей несколько: обучающийся, 4А, 07.07.2014; обучающийся, 4Б, 29.07.2014. Впишите номер, класс или дату рождения того, кто нужен.","person":"Липа Калина Дубравовна – Рябинкин Клён Ивович","row":3,"sheet":"Пары","value":"Рябинкин Клён Ивович","where":"Лист «Пары», строка 3, столбец B «Наставляемый» (Липа Калина Дубравовна – Рябинкин Клён Ивович)"},{"cell":"A4","code":"ambiguous_person","field":"mentor","file":"Списки.xlsx","message":"Лист «Пары», строка 4, столбец A «Наставник» (Сосновая Верба Ивовна – Клевер Ясень Тополевич): «Сосновая Верба Ивовна» – таких людей несколько: педагог, № П-1; педагог, № П-2. Впишите номер, класс или дату рождения того, кто нужен.","person":"Сосновая Верба Ивовна – Клевер Ясень Тополевич","row":4,"sheet":"Пары","value":"Сосновая Верба Ивовна","where":"Лист «Пары», строка 4, столбец A «Наставник» (Сосновая Верба Ивовна – Клевер Ясень Тополевич)"},{"cell":"B5","code":"unknown_person","field":"mentee","file":"Списки.xlsx","message":"Лист «Пары», строка 5, столбец B «Наставляемый» (Липа Калина Дубравовна – Ромашкина-Дуб Верба Кедровна): «Ромашкина-Дуб Верба Кедровна» – в списке обучающихся нет такого человека. Исправьте имя или добавьте человека в список.","person":"Липа Калина Дубравовна – Ромашкина-Дуб Верба Кедровна","row":5,"sheet":"Пары","value":"Ромашкина-Дуб Верба Кедровна","where":"Лист «Пары», строка 5, столбец B «Наставляемый» (Липа Калина Дубравовна – Ромашкина-Дуб Верба Кедровна)"}]','9e90d53fd7fc933dc8ffd6c1d86e7e3bf91b1134037b4421450cf26d165d5cb4',NULL,NULL,'8266c00e429861be6c2ac967c6311f2b34188590e83763d39ca10635f0b9a8e6');
INSERT INTO "versions" VALUES(2,'2026-11-28 18:10:43.000000','Завуч','','2024-12-31','today','[{"name":"Списки.xlsx","sha256":"1111111111111111111111111111111111111111111111111111111111111111"}]','{"pairs":1,"students":6,"teachers":3}','{"pairs":3,"students":1,"teachers":0}','[{"cell":"B8","code":"duplicate_person","field":"name","file":"Списки.xlsx","message":"Лист «Обучающиеся», строка 8, столбец B «ФИО» (Осока Мята Ивовна): этот человек уже записан в строке 7. Оставьте одну из двух строк.","person":"Осока Мята Ивовна","row":8,"sheet":"Обучающиеся","value":"Осока Мята Ивовна","where":"Лист «Обучающиеся», строка 8, столбец B «ФИО» (Осока Мята Ивовна)"},{"cell":"B3","code":"ambiguous_person","field":"mentee","file":"Списки.xlsx","message":"Лист «Пары», строка 3, столбец B «Наставляемый» (Липа Калина Дубравовна – Рябинкин Клён Ивович): «Рябинкин Клён Ивович» – таких людей несколько: обучающийся, 4А, 07.07.2014; обучающийся, 4Б, 29.07.2014. Впишите номер, класс или дату рождения того, кто нужен.","person":"Липа Калина Дубравовна – Рябинкин Клён Ивович","row":3,"sheet":"Пары","value":"Рябинкин Клён Ивович","where":"Лист «Пары», строка 3, столбец B «Наставляемый» (Липа Калина Дубравовна – Рябинкин Клён Ивович)"},{"cell":"A4","code":"ambiguous_person","field":"mentor","file":"Списки.xlsx","message":"Лист «Пары», строка 4, столбец A «Наставник» (Сосновая Верба Ивовна – Клевер Ясень Тополевич): «Сосновая Верба Ивовна» – таких людей несколько: педагог, № П-1; педагог, № П-2. Впишите номер, класс или дату рождения того, кто нужен.","person":"Сосновая Верба Ивовна – Клевер Ясень Тополевич","row":4,"sheet":"Пары","value":"Сосновая Верба Ивовна","where":"Лист «Пары», строка 4, столбец A «Наставник» (Сосновая Верба Ивовна – Клевер Ясень Тополевич)"},{"cell":"B5","code":"unknown_person","field":"mentee","file":"Списки.xlsx","message":"Лист «Пары», строка 5, столбец B «Наставляемый» (Липа Калина Дубравовна – Ромашкина-Дуб Верба Кедровна): «Ромашкина-Дуб Верба Кедровна» – в списке обучающихся нет такого человека. Исправьте имя или добавьте человека в список.","person":"Липа Калина Дубравовна – Ромашкина-Дуб Верба Кедровна","row":5,"sheet":"Пары","value":"Ромашкина-Дуб Верба Кедровна","where":"Лист «Пары», строка 5, столбец B «Наставляемый» (Липа Калина Дубравовна – Ромашкина-Дуб Верба Кедровна)"}]','12be35f3b960f9ba7cd670c8a0a87583b5361f66db07a35e8b07824b2c475e77',1,NULL,'2e59ebbe5d6f534aa33a1772a6ec71da07d0e74e5a997e6e9bf2c7a06bdf9356');
COMMIT;
